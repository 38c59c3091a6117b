// After writing: the first token, the git repository, the dependencies, and what to type next.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PackageManager } from '../config/schema.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { authKinds } from '../plan/auth/index.js';
import { proxyKinds } from '../plan/proxy/index.js';
import type { Change } from '../tree/file-tree.js';
import type { Context } from './context.js';
import type { Prepared, Session } from './prepare.js';
import { shellPath } from './text.js';
import { writeTokenFile } from './token.js';

type Listed = Pick<Change, 'path' | 'kind'>;

export interface Finished {
  readonly changes: readonly Listed[];
  readonly next: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Ctrl-C ended the package manager; the project is complete all the same. */
  readonly interrupted: boolean;
}

/** `announce` gets the complete list of changes before the wait for the package manager begins. */
export async function finish(
  session: Session,
  prepared: Prepared,
  announce: (changes: readonly Listed[]) => void,
): Promise<Finished> {
  const changes = [...prepared.generated.changes, ...(await firstToken(session, prepared))];
  announce(changes);
  const repository = await startRepository(session);
  const installed = await install(session, prepared);
  return {
    changes,
    next: nextCommands(session, prepared.config.packageManager),
    diagnostics: [...repository, ...installed.diagnostics],
    interrupted: installed.interrupted,
  };
}

async function firstToken(
  { context, parts, target }: Session,
  prepared: Prepared,
): Promise<Listed[]> {
  const { auth } = prepared.config;
  nameSettings(context, prepared);
  if (auth.kind !== 'bearer') return [];
  if (existsSync(join(target.out, '.env'))) return [];
  if (!writeTokenFile(target.out, await parts.freshToken(), auth)) return [];
  context.stderr.write('A fresh token is in .env (MCP_BEARER_TOKEN), for this machine alone.\n');
  return [{ path: '.env', kind: 'create' }];
}

/** What only its owner knows, said when the project is new; a bearer token is made for them. */
function nameSettings({ stderr }: Context, { config, generated }: Prepared): void {
  const { auth, hosting } = config;
  const isNew = generated.changes.some(
    ({ path, kind }) => path === '.env.example' && kind === 'create',
  );
  const names = [
    ...(auth.kind === 'bearer' ? [] : authKinds[auth.kind].variables),
    ...proxyKinds[hosting.proxy].variables(hosting.kind),
  ]
    .filter(({ required }) => required)
    .map(({ name }) => name);
  if (!isNew || names.length === 0) return;
  stderr.write(`Before it starts, put ${names.join(' and ')} into .env, as .env.example says.\n`);
}

async function startRepository(session: Session): Promise<Diagnostic[]> {
  const { context, parts, target, startsRepository } = session;
  if (!startsRepository) return [];
  const { signal } = context;
  const args = ['init', '--quiet', '-b', 'main'];
  const result = await parts.run({ command: 'git', args, cwd: target.out, signal });
  if (result.ok) return [];
  return [warn(session, 'git.failed', `git init failed: ${lastLine(result.output)}`, 'git init')];
}

/** Only when there is something to install; a failure leaves the project as it is, complete. */
async function install(
  session: Session,
  { config, generated }: Prepared,
): Promise<Pick<Finished, 'diagnostics' | 'interrupted'>> {
  const { context, flags, parts, target } = session;
  const changed = generated.changes.some(
    ({ path, kind }) => path === 'package.json' && (kind === 'create' || kind === 'update'),
  );
  const needed = flags.install && (changed || !isInstalled(target.out));
  if (!needed) return { diagnostics: [], interrupted: false };
  const { packageManager: command } = config;
  const args = INSTALL[command];
  const progress = await parts.progress(context);
  const result = await progress.during(`installing with ${command}`, () =>
    parts.run({ command, args, cwd: target.out, signal: context.signal }),
  );
  const { ok, interrupted, output } = result;
  if (ok) return { diagnostics: [], interrupted };
  if (!interrupted) context.stderr.write(`${output}\n`);
  const folder = shellPath(relative(context.cwd, target.out) || '.');
  const message = `${command} install ${interrupted ? 'was interrupted' : 'failed'}`;
  const fix = `run ${command} install in ${folder}`;
  return { diagnostics: [warn(session, 'install.failed', message, fix)], interrupted };
}

const INSTALL: { readonly [K in PackageManager]: readonly string[] } = {
  npm: ['install', '--no-audit', '--no-fund'],
  pnpm: ['install', '--ignore-workspace'],
  yarn: ['install'],
  bun: ['install'],
};

function isInstalled(out: string): boolean {
  return existsSync(join(out, 'node_modules'));
}

function warn({ context }: Session, code: string, message: string, hint: string): Diagnostic {
  context.stderr.write(`warning: ${message}\nfix: ${hint}\n`);
  return { code, severity: 'warning', file: 'package.json', line: 1, message, hint };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Two commands, executable as typed from where this one was run. */
function nextCommands({ context, target }: Session, pm: PackageManager): readonly string[] {
  const folder = relative(context.cwd, target.out);
  if (isInstalled(target.out)) {
    return folder === ''
      ? [`${pm} run build`, `${pm} start`]
      : [`cd ${shellPath(folder)}`, `${pm} run dev`];
  }
  if (folder === '') return [`${pm} install`, `${pm} run dev`];
  const inside = `${pm} ${FOLDER_FLAG[pm]} ${shellPath(folder)}`;
  return [`${inside} install`, `${inside} run dev`];
}

const FOLDER_FLAG: { readonly [K in PackageManager]: string } = {
  npm: '--prefix',
  pnpm: '--dir',
  yarn: '--cwd',
  bun: '--cwd',
};
