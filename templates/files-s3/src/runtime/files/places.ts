// Where FILES_URL may point to: a folder, or a bucket that several replicas share.
import type { Checked, Env } from '../env-values.ts';
import { folderOf, openFolder } from './folder.ts';
import type { Place } from './place.ts';
import { readBucket } from './s3.ts';

/** Reads FILES_URL; `value` opens what it names, and rejects with what the operator has to do. */
export function readPlace(url: string, env: Env): Checked<() => Promise<Place>> {
  if (url.startsWith('s3:')) return readBucket(url, env);
  const folder = folderOf(url);
  // Does not repeat the value: it may hold credentials.
  const problem = 'FILES_URL: expected file:<folder> or s3://<bucket>/<prefix>';
  return { value: () => openFolder(folder ?? ''), problems: folder === undefined ? [problem] : [] };
}
