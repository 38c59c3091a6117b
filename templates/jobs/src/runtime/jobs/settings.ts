// What the environment sets for jobs.
import { join } from 'node:path';
import {
  type Checked,
  count,
  duration,
  type Env,
  orOff,
  readEnv,
  size,
  text,
} from '../env-values.ts';
import type { Settings } from '../settings.ts';
import { problemOf } from './open-store.ts';
import { sqliteUrl } from './sqlite-file.ts';

/** Times are milliseconds, sizes bytes; a limit that is off is Infinity. */
export interface JobSettings {
  readonly url: string;
  readonly concurrency: number;
  readonly maxQueued: number;
  readonly timeout: number;
  readonly ttl: number;
  readonly resultMax: number;
  readonly memoryMb: number;
}

/** Reads every variable; a wrong one is a problem that says what it takes. */
export function readJobSettings(env: Env, _settings: Settings): Checked<JobSettings> {
  const { value, problems } = readEnv(env, (read): JobSettings => {
    const dataDir = read(['DATA_DIR'], './data', text);
    return {
      url: read(['JOBS_URL'], sqliteUrl(join(dataDir, 'jobs.db')), text),
      concurrency: read(['JOBS_CONCURRENCY'], 2, count),
      maxQueued: read(['JOBS_MAX_QUEUED'], 1000, count),
      timeout: read(['JOB_TIMEOUT'], 900_000, orOff(duration)),
      ttl: read(['JOB_TTL'], 86_400_000, duration),
      resultMax: read(['JOB_RESULT_MAX'], 1_048_576, size),
      memoryMb: read(['JOB_MEMORY_MB'], 512, count),
    };
  });
  const problem = problemOf(value);
  return { value, problems: problem === undefined ? problems : [...problems, problem] };
}
