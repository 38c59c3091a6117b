// Three projects, one per budget: fast (in process), live (packed tarball, no root), full (Debian packages, minutes).
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rootDirs } from './test/helpers/root-dirs.ts';

/** Where a JSON report goes beside the words on the screen; .ci/run counts by it. */
const report = process.env.VITEST_REPORT;

const LONGEST = 'test/introspect/introspect.test.ts';

/** The longest file first, whatever is known of earlier runs: the others fill the second core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith(LONGEST);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

export default defineConfig({
  test: {
    // On two cores too: live tests mostly wait for other programs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ...(report ? [['json', { outputFile: report }] as const] : [])],
    projects: [
      {
        plugins: [rootDirs()],
        test: {
          name: 'fast',
          // One compiler, one zod, one parse of the library files per worker instead of one per test file.
          isolate: false,
          include: ['test/{unit,introspect,golden,cli,rules}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [rootDirs()],
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          globalSetup: ['test/helpers/setup-live.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        plugins: [rootDirs()],
        test: {
          name: 'full',
          include: ['test/full/**/*.test.ts'],
          globalSetup: ['test/helpers/setup-live.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
