// How long reading takes and how much memory: the whole command, per module, against its limits.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { introspect, locateSource } from '../../../../src/source/index.js';
import { npm, npmInstall } from '../../../helpers/run.js';
import { MODULES, PACKAGES, type Timed } from './modules.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const COMMAND = join(ROOT, 'dist', 'cli', 'wrap.js');
const USAGE = new URL('./usage.mjs', import.meta.url).href;

/** CPU of 1,000 functions over that of one. */
const RATIO = 2.5;

interface Used {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Prints the table; whether every limit holds. */
export async function run(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'time-'));
  try {
    await npm(['run', 'build'], { cwd: ROOT });
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    await npmInstall(folder, '--ignore-scripts', '--save-exact', ...PACKAGES);
    const used = new Map<string, Used>();
    for (const timed of MODULES) used.set(timed.title, await measured(folder, timed));
    const held = MODULES.map((timed) => report(timed, used.get(timed.title)));
    const again = await secondReading(folder);
    return [...held, ratio(used), again].every((holds) => holds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(folder: string, { file, text: source, tools }: Timed): Promise<Used> {
  writeFileSync(join(folder, file), source);
  const first = await command(folder, file);
  const second = await command(folder, file);
  if (first.tools !== tools) throw new Error(`${file} gave ${first.tools} tools, not ${tools}`);
  // The rest of the machine can only add to it.
  return first.used.seconds < second.used.seconds ? first.used : second.used;
}

async function command(folder: string, file: string): Promise<{ used: Used; tools: number }> {
  const args = ['--import', USAGE, COMMAND, file, '--print', 'json'];
  const program = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [, stdout, , usage] = program.stdio;
  if (!stdout || !usage || !('read' in usage)) throw new Error('the program has no pipes');
  const [printed, used] = await Promise.all([text(stdout), text(usage)]);
  return { used: JSON.parse(used), tools: JSON.parse(printed).tools.length };
}

function report({ title, seconds, megabytes }: Timed, used: Used | undefined): boolean {
  if (used === undefined) throw new Error(`${title} was not measured`);
  const holds = used.seconds < (seconds ?? Infinity) && used.megabytes < (megabytes ?? Infinity);
  const limits = [seconds && `${seconds} s`, megabytes && `${megabytes} MB`].filter(Boolean);
  line(
    title,
    `${used.seconds.toFixed(2)} s CPU  ${used.megabytes.toFixed(0)} MB peak`,
    limits.join(', '),
    holds,
  );
  return holds;
}

function ratio(used: ReadonlyMap<string, Used>): boolean {
  const of = (title: string) => used.get(title)?.seconds ?? Number.NaN;
  const times = of('1,000 functions') / of('one function');
  line('1,000 functions : one', `${times.toFixed(2)} x`, `${RATIO} x`, times < RATIO);
  return times < RATIO;
}

/** Watching reads again in the same process, where the libraries are parsed already. */
async function secondReading(folder: string): Promise<boolean> {
  const first = await reading(folder);
  writeFileSync(join(folder, 'small.ts'), `${MODULES[0]?.text}export const more = 1;\n`);
  const second = await reading(folder);
  line(
    'read again in one process',
    `${second.toFixed(2)} s after ${first.toFixed(2)} s`,
    'a third',
    second < first / 3,
  );
  return second < first / 3;
}

async function reading(folder: string): Promise<number> {
  const before = process.cpuUsage();
  await introspect(locateSource('./small.ts', folder));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function line(title: string, figures: string, limit: string, holds: boolean): void {
  const verdict = limit === '' ? '' : `${holds ? 'within' : 'BEYOND'} ${limit}`;
  process.stdout.write(`${title.padEnd(28)} ${figures.padEnd(30)} ${verdict}\n`);
}
