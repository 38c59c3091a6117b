// Runs the conformance cases in a process of their own, once, and tells what became of each.
import { join } from 'node:path';
import { run } from '../helpers/run.ts';
import { bundlePrograms, type Mutation } from './bundle.ts';
import type { Driver } from './driver.ts';
import type { Outcome } from './runner.ts';

export interface SuiteOptions {
  /** The Node that it runs on; this one unless told otherwise. */
  readonly node?: string;
  /** One class of cases only. */
  readonly group?: string;
  readonly mutation?: Mutation;
  readonly env?: Readonly<Record<string, string>>;
}

/** What became of each case. Fails when the program did not come to its end. */
export async function outcomes(
  kind: Driver['kind'],
  { node = process.execPath, group, mutation, env = {} }: SuiteOptions = {},
): Promise<readonly Outcome[]> {
  const programs = await bundlePrograms(kind, mutation);
  const args = [join(programs.dir, 'runner.mjs'), ...(group === undefined ? [] : [group])];
  const { code, stdout, stderr } = await run(node, args, {
    cwd: programs.dir,
    env,
    timeout: 600_000,
  });
  await programs.remove();
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const all: Outcome[] = lines.map((line) => JSON.parse(line));
  if (code === 0) return all;
  const last = all.at(-1)?.name ?? 'the start';
  return [
    ...all,
    {
      group: group ?? '',
      name: 'the end',
      ms: 0,
      error: `ended with ${code} after: ${last}\n${stderr}`,
    },
  ];
}
