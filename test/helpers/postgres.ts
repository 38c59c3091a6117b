// A PostgreSQL of its own: a private cluster in a temporary folder, on a free port, ended with the test.
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { runOk } from './run.ts';
import { freePort } from './server.ts';

/** What must be in no log line and no answer. */
export const USER = 'jobkeeper';
export const PASSWORD = 'not-for-logs-7f3a';

export interface Postgres {
  /** The address of a database, with user and password; `postgres` is there from the start. */
  urlOf(database: string): string;
  /** Makes an empty database; resolves to its URL. */
  createDatabase(name: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Runs statements as that user; resolves to the values, a row per line, columns separated by `|`. */
  query(url: string, sql: string): Promise<string>;
  /** `immediate` is a crash: no connection is told, recovery runs at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  end(): Promise<void>;
}

/** Why there is none on this machine; undefined when there is. CI has it: there it fails instead. */
export function whyNoPostgres(): string | undefined {
  if (findBin() !== undefined || process.env.CI) return undefined;
  return 'no PostgreSQL (apt-get install postgresql)';
}

/** Debian keeps the programs of each version out of PATH. */
function findBin(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => +b - +a) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/local/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

export async function startPostgres(): Promise<Postgres> {
  const bin = findBin();
  if (bin === undefined) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  const owner = await ownerOf();
  const dir = await mkdtemp(join(tmpdir(), 'postgres-'));
  await writeFile(join(dir, 'password'), PASSWORD);
  if (owner !== undefined) {
    for (const path of [dir, join(dir, 'password')]) await chown(path, owner.uid, owner.gid);
  }
  const port = await freePort();
  const data = join(dir, 'data');
  const asOwner = async (program: string, ...args: readonly string[]): Promise<void> => {
    await execa(join(bin, program), args, { cwd: dir, stdio: 'ignore', ...owner });
  };
  const auth = ['--auth=scram-sha-256', `--pwfile=${join(dir, 'password')}`];
  await asOwner('initdb', '-D', data, '-U', USER, '-E', 'UTF8', '--locale=C', '--no-sync', ...auth);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${dir}`;
  const start = () => asOwner('pg_ctl', 'start', '-w', '-D', data, '-o', options);
  const stop = (mode: string) => asOwner('pg_ctl', 'stop', '-w', '-D', data, '-m', mode);
  const urlOf = (name: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${name}`;
  const query = async (url: string, sql: string): Promise<string> => {
    const quiet = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align'];
    const ended = await runOk(
      join(bin, 'psql'),
      [...quiet, '-v', 'ON_ERROR_STOP=1', '-c', sql, url],
      {
        cwd: dir,
      },
    );
    return ended.stdout.trim();
  };
  await start();
  return {
    urlOf,
    query,
    stop,
    start,
    async createDatabase(name) {
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    async dropDatabase(name) {
      await query(urlOf('postgres'), `drop database ${name} with (force)`);
    },
    async end() {
      await stop('immediate');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
async function ownerOf(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await execa('id', [flag, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('there is no user postgres');
  return { uid, gid };
}
