// Where FILES_URL may point to: a folder.
import type { Checked, Env } from '../env-values.ts';
import { folderOf, openFolder } from './folder.ts';
import type { Place } from './place.ts';

/** Reads FILES_URL; `value` opens what it names, and rejects with what the operator has to do. */
export function readPlace(url: string, _env: Env): Checked<() => Promise<Place>> {
  const folder = folderOf(url);
  return {
    value: () => openFolder(folder ?? ''),
    problems: folder === undefined ? [problemOf(url)] : [],
  };
}

/** Does not repeat the value: it may hold credentials. */
function problemOf(url: string): string {
  if (!url.startsWith('s3:')) return 'FILES_URL: expected file:<folder>, such as file:./data/files';
  return 'FILES_URL names a bucket, which this server was generated without: put "stores": {"files": "s3"} into mcp.config.json and generate it again';
}
