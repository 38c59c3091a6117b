// Ten published packages from the registry: what becomes of their exports, and calls through servers generated for them.
// `UPDATE_COUNTS=1` writes counts.json as it is now.
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CallResult, connectModern, type TestClient } from '../helpers/clients.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import { runBin, runScript, scratch } from '../helpers/project.ts';
import { npm } from '../helpers/run.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';
import { type Counted, countPackage } from '../packages/count.ts';
import { FIXTURE, PACKAGES, type PackageName } from '../packages/packages.ts';

/** A call and what the package's documentation says of it: `result` is structured, `text` is text. */
interface Call {
  readonly tool: string;
  readonly args: Record<string, unknown>;
  readonly result?: unknown;
  readonly text?: string;
  /** It is a job, which ends with that error. */
  readonly job?: true;
  /** The result is an error that says this. */
  readonly error?: string;
}

let folder: string;
const counted = new Map<PackageName, Counted>();
const calls: Readonly<Record<PackageName, readonly Call[]>> = JSON.parse(
  await readFile(join(FIXTURE, 'calls.json'), 'utf8'),
);

beforeAll(async () => {
  folder = await scratch('packages');
  for (const file of ['package.json', 'package-lock.json']) {
    await cp(join(FIXTURE, file), join(folder, file));
  }
  await npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
});

describe('counted', () => {
  test.each(PACKAGES)('%s loses no export and describes what is documented', async (name) => {
    const found = await countPackage(name, folder);
    counted.set(name, found);
    const nothing = { lost: [], wrongSchemas: [], undescribed: [], unnamedDifferences: [] };
    expect(found.faults).toEqual(nothing);
    expect(found.count.shareOfSerialisable).toBeGreaterThanOrEqual(90);
  });

  test('nine of ten callable exports are tools', () => {
    const counts = [...counted.values()].map(({ count }) => count);
    const served = counts.reduce((sum, count) => sum + count.served, 0);
    const callable = counts.reduce((sum, count) => sum + count.callable, 0);
    expect(served / callable).toBeGreaterThanOrEqual(0.9);
  });

  test('as it is committed', async () => {
    const rows = PACKAGES.map((name) => [name, counted.get(name)?.count] as const);
    const text = `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`;
    const path = join(FIXTURE, 'counts.json');
    if (process.env.UPDATE_COUNTS === '1') await writeFile(path, text);
    expect(JSON.parse(text)).toEqual(JSON.parse(await readFile(path, 'utf8')));
  });
});

describe.each(PACKAGES)('a server of %s', (name) => {
  let project: string;
  let server: RunningServer;
  let client: TestClient;

  beforeAll(async () => {
    project = join(folder, `server-${name.replace('/', '-')}`);
    const made = await runBin(
      'mcp-wrap',
      [`npm:${name}`, '--out', project, '--yes', '--no-install'],
      { cwd: folder },
    );
    expect(made.code, made.stderr).toBe(0);
    const packages = join(inject('live').store, 'report-jobs/mcp-server/node_modules');
    await symlink(packages, join(project, 'node_modules'), 'junction');
    await runScript(project, 'build');
    server = await startServer(project, { env: { TZ: 'UTC' } });
    client = await connectModern(server.url, TOKEN);
  });

  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });

  test('type-checks', () => runScript(project, 'typecheck'));

  test.each(calls[name])('answers $tool $args', async ({ tool, args, job, ...expected }) => {
    if (job === undefined) return expectAnswer(await client.call(tool, args), expected);
    const id = await startJob(client, tool, args);
    expect((await jobEnd(client, tool, id)).error).toContain(expected.error);
  });
});

test('mcp-wrap npm:date-fns --yes gives a server that installs, builds, starts and answers', async () => {
  const project = join(folder, 'mcp-server');
  const made = await runBin('mcp-wrap', ['npm:date-fns', '--yes'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  await runScript(project, 'build');
  const server = await startServer(project, { env: { TZ: 'UTC' } });
  const client = await connectModern(server.url, TOKEN);
  const { structured } = await client.call('getDaysInMonth', { date: '2000-02-01' });
  expect(structured).toEqual({ result: 29 });
  await client.close();
  await server.stop();
});

function expectAnswer(
  answer: CallResult,
  { result, text, error }: Omit<Call, 'tool' | 'args'>,
): void {
  expect(answer.isError, answer.texts.join()).toBe(error !== undefined);
  if (error !== undefined) expect(answer.texts.join()).toContain(error);
  else if (text !== undefined) expect(answer.texts).toEqual([text]);
  else expect(answer.structured).toEqual(result);
}
