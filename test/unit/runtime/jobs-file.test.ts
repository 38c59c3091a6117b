// The file of the embedded job store: who may read it, what opening refuses, and what happens to a damaged one.
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readJobSettings } from '../../../templates/jobs/src/runtime/jobs/settings.ts';
import { openSqliteStore } from '../../../templates/jobs/src/runtime/jobs/sqlite.ts';
import { openDatabase } from '../../../templates/jobs/src/runtime/jobs/sqlite-binding.ts';
import { sqliteFile } from '../../../templates/jobs/src/runtime/jobs/sqlite-file.ts';
import { openFile } from '../../../templates/jobs/src/runtime/jobs/sqlite-open.ts';
import type { JobStore } from '../../../templates/jobs/src/runtime/jobs/store.ts';
import { problemOf } from '../../../templates/jobs-embedded/src/runtime/jobs/open-store.ts';
import { createLog } from '../../../templates/project/src/runtime/log.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import { REPO } from '../../helpers/paths.ts';
import { run } from '../../helpers/run.ts';
import { newJob } from '../../jobs/driver.ts';

let dir: string;
let path: string;
let lines: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jobs-file-'));
  path = join(dir, 'data/jobs.db');
  lines = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): Promise<JobStore> {
  const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
  return openSqliteStore({ url: `sqlite:${path}`, maxQueued: 1000, ttl: 1000, log });
}

/** A store with that many waiting jobs, closed. */
async function made(jobs = 1): Promise<void> {
  const store = await open();
  for (let n = 0; n < jobs; n++) await store.start(newJob({ args: 'x'.repeat(3000) }));
  await store.close();
}

/** Why opening is refused. */
function refusal(): Promise<string> {
  return open().then(
    () => 'opened',
    ({ name, message }: Error) => `${name}: ${message}`,
  );
}

const names = () => readdirSync(join(dir, 'data')).sort();
const mode = (file: string) => statSync(file).mode & 0o777;

describe('the address', () => {
  test.each([
    ['sqlite:/var/jobs.db', '/var/jobs.db'],
    ['sqlite:///var/jobs.db', '/var/jobs.db'],
    ['sqlite:./data/jobs.db', join(process.cwd(), 'data/jobs.db')],
    ['sqlite:data/my jobs.db', join(process.cwd(), 'data/my jobs.db')],
    ['sqlite:a%3Fb%23c%25d.db', join(process.cwd(), 'a?b#c%d.db')],
  ])('%s is a file', (url, file) => {
    expect(sqliteFile(url)).toBe(file);
    expect(problemOf({ url })).toBeUndefined();
  });

  test.each([
    'sqlite:',
    'sqlite::memory:',
    'sqlite://host/jobs.db',
    'sqlite:a.db?mode=ro',
    'sqlite:100%.db',
    'file:a.db',
    'a.db',
    '',
  ])('%j is none', (url) => {
    expect(sqliteFile(url)).toBeUndefined();
    expect(problemOf({ url })).toBe(
      'JOBS_URL names no file: expected sqlite:<path of a file>, percent-encoded',
    );
  });

  test('of PostgreSQL is told how to be taken, and not repeated', () => {
    const problem = problemOf({ url: 'postgres://ann:secret@db/jobs' });
    expect(problem).toContain('"stores": { "jobs": "postgres" } in mcp.config.json');
    expect(problem).not.toMatch(/ann|secret/);
  });
});

describe('a new store', () => {
  test('is for its owner alone', async () => {
    const store = await open();
    await store.start(newJob());
    expect(names()).toEqual(['jobs.db', 'jobs.db-wal']);
    expect(mode(join(dir, 'data'))).toBe(0o700);
    expect([mode(path), mode(`${path}-wal`)]).toEqual([0o600, 0o600]);
    await store.close();
    expect(names()).toEqual(['jobs.db']);
  });

  test('writes through to the disk, and is locked', () => {
    const database = openFile(`sqlite:${path}`, createLog('silent', 'test'));
    expect(database.get('pragma synchronous')).toMatchObject({ synchronous: 2 });
    expect(database.get('pragma journal_mode')).toMatchObject({ journal_mode: 'wal' });
    expect(database.get('pragma locking_mode')).toMatchObject({ locking_mode: 'exclusive' });
    database.exec('pragma journal_mode = delete; pragma locking_mode = normal');
    database.close();
  });

  test('where nothing can be written is refused, with the variables to set', async () => {
    writeFileSync(join(dir, 'data'), 'a file');
    expect(await refusal()).toMatch(
      /^StoreError: .*jobs\.db cannot be made: .*DATA_DIR or JOBS_URL/,
    );
  });
});

describe('opening', () => {
  test('refuses a file that a later version wrote, and leaves it as it is', async () => {
    await made();
    const database = openDatabase(path);
    database.exec('pragma user_version = 99');
    database.close();
    expect(await refusal()).toMatch(
      /later version .*version 99, this server knows 1.*start that version again/,
    );
    expect(names()).toContain('jobs.db');
  });

  test("refuses another program's database, and leaves it as it is", async () => {
    await made();
    const other = join(dir, 'other.db');
    const database = openDatabase(other);
    database.exec('create table notes (text)');
    database.close();
    path = other;
    const before = readFileSync(other);
    expect(await refusal()).toMatch(/other\.db is another program's database: set JOBS_URL/);
    expect(readFileSync(other).equals(before)).toBe(true);
  });

  test('settles 10,000 jobs that ran', async () => {
    await made();
    const database = openDatabase(path);
    database.exec('begin');
    for (let n = 0; n < 10_000; n++) {
      const id = randomUUID().replaceAll('-', '');
      database.run(
        `insert into jobs (id, tool, caller, state, args, interactive, retry, attempt, created, updated)
          values (?, 'render', '"ann"', 'running', '{}', 0, ?, 1, 1, 1)`,
        id,
        n % 2,
      );
    }
    database.exec('commit');
    database.close();
    const store = await open();
    expect(await store.count()).toEqual({ queued: 5001, running: 0 });
    expect(lines.join()).toContain('"jobs":10000');
    await store.close();
  });
});

test('a folder whose name has marks of addresses in it keeps jobs', async () => {
  const folder = join(dir, 'a?b#c%d');
  const { value, problems } = readJobSettings({ DATA_DIR: folder }, readSettings({}).value);
  expect(problems).toEqual([]);
  const store = await openSqliteStore({ ...value, log: createLog('silent', 'test') });
  await store.start(newJob());
  await store.close();
  expect(readdirSync(folder)).toEqual(['jobs.db']);
});

test('a folder in the place of the file is refused as one', async () => {
  mkdirSync(path, { recursive: true });
  expect(await refusal()).toMatch(
    /^StoreError: .*jobs\.db is a folder: move it away, or set DATA_DIR/,
  );
});

describe('a log without its file', () => {
  test.each<[string, () => void]>([
    ['missing', () => rmSync(path)],
    ['empty', () => truncateSync(path)],
  ])(
    '%s: is refused and left as it is; the jobs are there once the file is back',
    async (how, lose) => {
      await made(3);
      const store = await open();
      await store.start(newJob());
      for (const file of ['jobs.db', 'jobs.db-wal'])
        cpSync(join(dir, 'data', file), join(dir, file));
      await store.close();
      for (const file of ['jobs.db', 'jobs.db-wal'])
        cpSync(join(dir, file), join(dir, 'data', file));
      lose();
      const before = names();
      expect(await refusal()).toMatch(
        new RegExp(
          `jobs\\.db is ${how}, and .*jobs\\.db-wal has jobs .*put .*jobs\\.db back as it was`,
        ),
      );
      expect(names()).toEqual(before);
      expect(readFileSync(`${path}-wal`).equals(readFileSync(join(dir, 'jobs.db-wal')))).toBe(true);
      cpSync(join(dir, 'jobs.db'), path);
      const again = await open();
      expect((await again.count()).queued).toBe(4);
      await again.close();
    },
  );
});

describe('a damaged file', () => {
  test.each<[string, () => void]>([
    ['no database', () => writeFileSync(path, 'this is no database\n'.repeat(500))],
    ['overwritten in the middle', () => overwrite(0.5)],
    ['cut short', () => truncateSync(path, statSync(path).size - 8192)],
  ])('%s is kept aside and told of, and nothing starts empty', async (_what, spoil) => {
    await made(20);
    cpSync(path, join(dir, 'backup.db'));
    spoil();
    const spoilt = readFileSync(path);
    const first = await refusal();
    const [, aside = ''] = /was moved to (\S+)\. Put a backup at/.exec(first) ?? [];
    expect(first).toMatch(
      /^StoreError: .*jobs\.db is damaged \(.+sqlite3 .*\.recover.*to begin without the old jobs, move /,
    );
    expect(readFileSync(aside).equals(spoilt)).toBe(true);
    for (let n = 0; n < 2; n++) {
      expect(await refusal()).toContain(
        `jobs.db is missing, and ${aside} is a damaged one. Put a backup`,
      );
    }
    cpSync(join(dir, 'backup.db'), path);
    const store = await open();
    expect((await store.count()).queued).toBe(20);
    await store.close();
  });

  test('takes its log with it, and the next start is empty once it is moved away', async () => {
    await made(20);
    const store = await open();
    await store.start(newJob());
    cpSync(`${path}-wal`, join(dir, 'wal'));
    await store.close();
    cpSync(join(dir, 'wal'), `${path}-wal`);
    overwrite(0);
    expect(await refusal()).toContain('is damaged');
    expect(names().map((name) => name.replace(/\d{8}T\d{6}Z/, 'TIME'))).toContain(
      'jobs.db.damaged-TIME',
    );
    for (const name of names()) rmSync(join(dir, 'data', name));
    const empty = await open();
    expect(await empty.count()).toEqual({ queued: 0, running: 0 });
    await empty.close();
  });

  function overwrite(part: number): void {
    const bytes = readFileSync(path);
    const from = Math.floor(bytes.length * part);
    bytes.fill(0x41, from, from + 9000);
    writeFileSync(path, bytes);
  }
});

test('without any SQLite the server says what to install', async () => {
  const outfile = join(dir, 'open.mjs');
  const contents = `import { openDatabase } from './templates/jobs/src/runtime/jobs/sqlite-binding.ts';
    try { openDatabase(${JSON.stringify(join(dir, 'a.db'))}); console.log('opened'); }
    catch (error) { console.log(error.name + ': ' + error.message); }`;
  await build({
    stdin: { contents, resolveDir: REPO },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const { stdout } = await run(process.execPath, [outfile], { cwd: dir });
  expect(stdout).toMatch(
    isBuiltin('node:sqlite')
      ? /^opened/
      : /^StoreError: .*takes Node 22\.13 or newer, or the package libsql .*npm install libsql@0\.5\.29/,
  );
});

test('what the last process left is told of job by job', async () => {
  const store = await open();
  const [once, again] = [newJob(), newJob({ retry: true })];
  for (const job of [once, again]) await store.start(job);
  for (let n = 0; n < 2; n++) await store.claim();
  await store.close();
  lines = [];
  await (await open()).close();
  const told = lines.map((line) => JSON.parse(line));
  const left = { msg: 'job', tool: once.tool, caller: once.caller, attempt: 1 };
  for (const line of [
    { ...left, job: once.id, state: 'failed', error: 'interrupted' },
    { ...left, job: again.id, state: 'queued' },
  ]) {
    expect(told).toContainEqual(expect.objectContaining({ ...line, ms: expect.any(Number) }));
  }
});
