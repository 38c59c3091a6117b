// What the environment sets for files.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Checked, duration, type Env, readEnv, text } from '../env-values.ts';
import type { Settings } from '../settings.ts';
import type { Place } from './place.ts';
import { readPlace } from './places.ts';

/** Times are milliseconds. */
export interface FileSettings {
  /** Opens the place where files lie; rejects with what the operator has to do. */
  openPlace(): Promise<Place>;
  /** What links are signed with; `isOwn` when the operator set it, so that it outlives this process. */
  readonly key: { readonly bytes: Uint8Array; readonly isOwn: boolean };
  readonly linkTtl: number;
  /** How long a file is kept unless its maker says otherwise. */
  readonly keep: number;
}

/** Reads every variable; a wrong one is a problem that says what it takes. */
export function readFileSettings(env: Env, _settings: Settings): Checked<FileSettings> {
  const { value, problems } = readEnv(env, (read) => {
    const folder = join(read(['DATA_DIR'], './data', text), 'files');
    return {
      url: read(['FILES_URL'], `file:${folder}`, text),
      linkTtl: read(['FILES_LINK_TTL'], 600_000, duration),
      keep: read(['JOB_TTL'], 86_400_000, duration),
    };
  });
  const { linkTtl, keep } = value;
  const place = readPlace(value.url, env);
  const key = readKey(env.FILES_SIGNING_KEY?.trim() ?? '');
  return {
    value: { openPlace: place.value, key: key.value, linkTtl, keep },
    problems: [...problems, ...place.problems, ...key.problems],
  };
}

/** Bytes of a key: as many as its digests have. */
const SHORTEST_KEY = 32;

/** The problem does not repeat the value: it is a secret, if a short one. */
function readKey(secret: string): Checked<FileSettings['key']> {
  if (secret === '') {
    return { value: { bytes: randomBytes(SHORTEST_KEY), isOwn: false }, problems: [] };
  }
  const bytes = Buffer.from(secret);
  const isLong = bytes.length >= SHORTEST_KEY;
  const problem = `FILES_SIGNING_KEY has ${bytes.length} bytes: expected at least ${SHORTEST_KEY}, chosen at random`;
  return { value: { bytes, isOwn: true }, problems: isLong ? [] : [problem] };
}
