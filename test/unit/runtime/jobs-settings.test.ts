// Variables of jobs: what they default to, and the problem that names a wrong one, never a password.
import { describe, expect, it } from 'vitest';
import { readJobSettings } from '../../../templates/jobs/src/runtime/jobs/settings.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';

const read = (env: Record<string, string>) => readJobSettings(env, readSettings(env).value);

describe('variables of jobs', () => {
  it('have defaults', () => {
    expect(read({})).toEqual({
      problems: [],
      value: {
        url: 'sqlite:data/jobs.db',
        concurrency: 2,
        maxQueued: 1000,
        timeout: 900_000,
        ttl: 86_400_000,
        resultMax: 1_048_576,
        memoryMb: 512,
      },
    });
  });

  it('are read', () => {
    const env = {
      DATA_DIR: '/var/lib/server',
      JOBS_CONCURRENCY: '8',
      JOBS_MAX_QUEUED: '50',
      JOB_TIMEOUT: 'off',
      JOB_TTL: '7d',
      JOB_RESULT_MAX: '64kb',
      JOB_MEMORY_MB: '2048',
    };
    expect(read(env)).toEqual({
      problems: [],
      value: {
        url: 'sqlite:/var/lib/server/jobs.db',
        concurrency: 8,
        maxQueued: 50,
        timeout: Number.POSITIVE_INFINITY,
        ttl: 604_800_000,
        resultMax: 65_536,
        memoryMb: 2048,
      },
    });
  });

  it.each([
    ['JOBS_CONCURRENCY', '0'],
    ['JOBS_MAX_QUEUED', 'many'],
    ['JOB_TIMEOUT', '15'],
    ['JOB_TTL', 'off'],
    ['JOB_RESULT_MAX', '-1'],
    ['JOB_MEMORY_MB', '1GB'],
  ])('%s=%s is a problem', (name, value) => {
    expect(read({ [name]: value }).problems).toEqual([
      expect.stringContaining(`${name} is ${JSON.stringify(value)}: expected `),
    ]);
  });

  it('name a store that was not chosen, without its password', () => {
    const [problem, ...rest] = read({ JOBS_URL: 'postgres://me:hunter22@db/jobs' }).problems;
    expect(rest).toEqual([]);
    expect(problem).toMatch(/^JOBS_URL names PostgreSQL: .*"stores": \{ "jobs": "postgres" \}/);
    expect(problem).not.toContain('hunter22');
  });
});
