// The PostgreSQL store on Node 24: the conformance cases, and how it opens. PostgreSQL is Debian's, on a port of its own.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installNode24 } from '../helpers/node24.ts';
import {
  PASSWORD,
  type Postgres,
  startPostgres,
  USER,
  whyNoPostgres,
} from '../helpers/postgres.ts';
import { run } from '../helpers/run.ts';
import { bundlePrograms, type Programs } from '../jobs/bundle.ts';
import { conformanceTests } from '../jobs/tests.ts';

const reason = whyNoPostgres();
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`;

describe.skipIf(reason !== undefined)(`jobs in PostgreSQL${skipped}`, () => {
  let node: string;
  beforeAll(async () => {
    node = await installNode24();
  });

  describe('the store', () => {
    conformanceTests('postgres', async () => ({ node }));
  });

  describe('opening it', () => {
    let cluster: Postgres;
    let programs: Programs;
    beforeAll(async () => {
      cluster = await startPostgres();
      programs = await bundlePrograms('postgres');
    });
    afterAll(async () => {
      await programs.remove();
      await cluster.end();
    });

    /** How it went; neither that nor the log may name a credential. */
    async function open(url: string): Promise<string> {
      const { stdout, stderr } = await run(node, [join(programs.dir, 'open.mjs'), url], {
        cwd: programs.dir,
      });
      expect(stdout + stderr).not.toMatch(new RegExp(`${PASSWORD}|${USER}|nobody|wrong`));
      return stdout;
    }

    test('makes the tables, by however many at once', async () => {
      const url = await cluster.createDatabase('fresh');
      const many = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      expect(many).toEqual(['open', 'open', 'open', 'open']);
      expect(await open(url)).toBe('open');
    });

    test('refuses the tables of a later version', async () => {
      const url = await cluster.createDatabase('later');
      await open(url);
      await cluster.query(url, 'update mcp_jobs.version set version = 99');
      expect(await open(url)).toMatch(/version 99, this server knows 1: start the version/);
    });

    test.each<[string, (url: string) => string, RegExp]>([
      ['a wrong password', (url) => url.replace(PASSWORD, 'wrong'), /refuses the user or password/],
      ['a user who is none', (url) => url.replace(USER, 'nobody'), /refuses the user or password/],
      [
        'no such database',
        (url) => url.replace('/postgres', '/nowhere'),
        /does not exist: create it/,
      ],
      ['nobody listening', (url) => url.replace(/:\d+\//, ':1/'), /cannot be reached: check that/],
      ['no such host', (url) => url.replace('127.0.0.1', 'no.invalid'), /cannot be reached/],
    ])('says what is wrong: %s', async (_what, spoil, expected) => {
      expect(await open(spoil(cluster.urlOf('postgres')))).toMatch(expected);
    });

    test('says which right a user lacks', async () => {
      const url = await cluster.createDatabase('guarded');
      await cluster.query(url, `create role nobody login password '${PASSWORD}'`);
      expect(await open(url.replace(USER, 'nobody'))).toMatch(/it needs CREATE on the database/);
    });
  });
});
