// The part `packages`: ten published packages, each introspected in a process of its own; none may lose an export.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { introspect, locateSource } from '../../../../src/source/index.js';
import { npm } from '../../../helpers/run.js';
import { type Counted, countPackage } from '../../../packages/count.js';
import { FIXTURE, PACKAGES } from '../../../packages/packages.js';

/** Per cent of the exports that data can be given to and taken from; and of all callable ones together. */
const LEAST = 90;

interface Measured {
  /** Seconds of CPU and megabytes of memory at the peak, of one introspection. */
  readonly cpu: number;
  readonly memory: number;
}

/** Without arguments all packages; `--measure <name> <folder>` one, as JSON. True when the limits hold. */
export async function run(args: readonly string[]): Promise<boolean> {
  const [option, name, folder] = args;
  if (option !== '--measure') return measureAll();
  if (name === undefined || folder === undefined) throw new Error('--measure <name> <folder>');
  process.stdout.write(JSON.stringify(await measure(name, folder)));
  return true;
}

async function measure(name: string, folder: string): Promise<Measured> {
  await introspect(locateSource(`npm:${name}`, folder));
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
}

async function measureAll(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'packages-'));
  try {
    await install(folder);
    const rows: Row[] = [];
    for (const name of PACKAGES) rows.push(await rowOf(name, folder));
    process.stdout.write(`${rows.map(line).join('\n')}\n`);
    return verdict(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function install(folder: string): Promise<void> {
  for (const file of ['package.json', 'package-lock.json']) {
    await cp(join(FIXTURE, file), join(folder, file));
  }
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await npm(['ci', ...quiet], { cwd: folder, timeout: 300_000 });
}

interface Row extends Counted, Measured {
  readonly name: string;
}

async function rowOf(name: string, folder: string): Promise<Row> {
  const dispatcher = fileURLToPath(new URL('../run.mjs', import.meta.url));
  const args = [dispatcher, 'packages', '--measure', name, folder];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const measured: Measured = JSON.parse(stdout);
  return { name, ...measured, ...(await countPackage(name, folder)) };
}

function line({ name, count, cpu, memory }: Row): string {
  const skipped = Object.entries(count.skipped).map(([reason, times]) => `    ${times} ${reason}`);
  return [
    `${name}: ${count.callable} callable, ${count.served} served (${count.share} %, of what data can express ${count.shareOfSerialisable} %), ` +
      `${count.tools} tools, ${Math.ceil(count.schemaBytes / 1024)} KB of schemas, largest ${Math.ceil(count.largestTool / 1024)} KB, ` +
      `${count.missing.length} not at run time, ${count.undeclared} not declared; ${cpu.toFixed(1)} s CPU, ${Math.round(memory)} MB`,
    ...skipped,
  ].join('\n');
}

function verdict(rows: readonly Row[]): boolean {
  const faults = rows.flatMap(({ name, faults: found }) =>
    Object.entries(found).flatMap(([fault, names]: [string, readonly string[]]) =>
      names.map((one) => `${name}: ${fault}: ${one}`),
    ),
  );
  const low = rows.filter(({ count }) => count.shareOfSerialisable < LEAST);
  const callable = sum(rows.map(({ count }) => count.callable));
  const served = sum(rows.map(({ count }) => count.served));
  const expressible = sum(rows.map(({ count }) => count.serialisable));
  process.stdout.write(
    `together: ${callable} callable, ${served} served (${percent(served, callable)} %), ` +
      `${percent(served, expressible)} % of the ${expressible} that data can express (limit ${LEAST} % of both)\n`,
  );
  for (const text of [...faults, ...low.map(({ name }) => `${name}: under ${LEAST} %`)]) {
    process.stdout.write(`FAULT ${text}\n`);
  }
  return faults.length === 0 && low.length === 0 && 100 * served >= LEAST * callable;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(1);
}
