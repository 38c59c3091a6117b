// The commands of the platforms' READMEs, run by a shell with programs that note how they were called.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { CASES, type Case, project } from '../golden/cases.ts';
import { scratch } from '../helpers/project.ts';
import { runOk } from '../helpers/run.ts';

const PROGRAMS = ['docker', 'kubectl', 'fly', 'gcloud', 'render', 'git', 'envsubst'];
const SHARED = [
  'MCP_BEARER_TOKEN',
  'JOBS_URL',
  'FILES_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_REGION',
  'FILES_SIGNING_KEY',
];

/** One line a call: its folder, its arguments as JSON, what it read when that is asked of it by `-`. */
const NOTER = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const { basename } = require('node:path');
const args = process.argv.slice(2);
const input = args.includes('--data-file=-') ? readFileSync(0, 'utf8') : '';
const program = basename(process.argv[1]);
appendFileSync(process.env.NOTES, JSON.stringify({ program, cwd: process.cwd(), args, input }) + '\\n');
if (args.includes('describe')) console.log('123456789');
`;

interface Call {
  readonly program: string;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input: string;
}

/** Every block of commands, one after the other in one shell, in the folder of a written project. */
async function commandsOf(each: Case): Promise<Pick<Ran, 'dir'> & { calls: readonly Call[] }> {
  const root = await scratch(each.name);
  const dir = join(root, 'a package', basename(each.out));
  const readme = await written(each, dir);
  await mkdir(join(root, 'bin'));
  for (const program of PROGRAMS) {
    await writeFile(join(root, 'bin', program), NOTER);
    await chmod(join(root, 'bin', program), 0o755);
  }
  const section = /^## Running it\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const script = blocks.join('\n').replace('name=MCP_…', 'name=MCP_BEARER_TOKEN');
  const env = { NOTES: join(root, 'notes'), PATH: `${join(root, 'bin')}:${process.env.PATH}` };
  await runOk('bash', ['-euc', script], { cwd: dir, env });
  const notes = await readFile(join(root, 'notes'), 'utf8');
  return {
    dir,
    calls: notes
      .trim()
      .split('\n')
      .map((line): Call => JSON.parse(line)),
  };
}

/** Writes the project, with a value for everything in its .env; gives the text of its README. */
async function written(each: Case, dir: string): Promise<string> {
  const tree = await project(each);
  for (const [path, { content }] of tree) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  await writeFile(
    join(dir, '.env'),
    SHARED.map((name) => `${name}='${secretOf(name)}'\n`).join(''),
  );
  return tree.get('README.md')?.content ?? '';
}

/** Of characters that a shell would take for its own. */
function secretOf(name: string): string {
  return `a "${name}" $HOME \`b\`&?`;
}

interface Ran {
  readonly dir: string;
  /** Names of the secrets that have to be given. */
  readonly wanted: readonly string[];
  /** Calls of a program that begin with these words. */
  said(program: string, ...words: readonly string[]): readonly Call[];
}

const JUDGES: Readonly<Record<string, (ran: Ran) => void>> = {
  kubernetes({ wanted, said }) {
    const [made] = said('kubectl', 'create', 'secret', 'generic', 'reports');
    const literals = wanted.map((name) => `--from-literal=${name}=${secretOf(name)}`);
    expect(made?.args.slice(4)).toEqual(literals);
    expect(said('kubectl', 'apply', '-k', 'deploy/kubernetes')).toHaveLength(1);
    expect(said('docker', 'build')[0]?.args.at(-1)).toBe('..');
  },
  fly({ dir, wanted, said }) {
    const [set] = said('fly', 'secrets', 'set');
    const pairs = wanted.map((name) => `${name}=${secretOf(name)}`);
    expect(set?.args).toEqual(expect.arrayContaining(pairs));
    const [deploy] = said('fly', 'deploy', '--config', `${basename(dir)}/fly.toml`);
    expect(deploy?.cwd).toBe(dirname(dir));
  },
  'cloud-run'({ wanted, said }) {
    const made = said('gcloud', 'secrets', 'create').map(({ args, input }) => [args[2], input]);
    expect(made).toEqual(wanted.map((name) => [`reports-${name}`, secretOf(name)]));
    expect(said('gcloud', 'secrets', 'versions')[0]?.input).toBe(secretOf('MCP_BEARER_TOKEN'));
    expect(said('gcloud', 'run', 'services', 'replace')).toHaveLength(1);
  },
  render({ dir, said }) {
    const [validate] = said('render', 'blueprints', 'validate', `${basename(dir)}/render.yaml`);
    expect(validate?.cwd).toBe(dirname(dir));
  },
};

const platforms = CASES.filter(({ name }) => kindOf(name) in JUDGES);

it.each(platforms)(
  '$name: secrets are given whole, and what was built is deployed',
  async (each) => {
    const { dir, calls } = await commandsOf(each);
    const isShared = each.name.endsWith('-shared');
    JUDGES[kindOf(each.name)]?.({
      dir,
      wanted: isShared ? SHARED : ['MCP_BEARER_TOKEN', 'FILES_SIGNING_KEY'],
      said: (program, ...words) =>
        calls.filter(
          (call) => call.program === program && words.every((word, at) => call.args[at] === word),
        ),
    });
  },
);

function kindOf(name: string): string {
  return name.replace(/-(?:disk|shared)$/, '');
}
