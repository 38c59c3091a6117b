// Which package manager's lockfile a folder has.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCKFILES, type Lockfile } from '../model/workspace.js';

/** Its name, when there is one. */
export function lockfileIn(folder: string): Lockfile | undefined {
  return LOCKFILES.find((name) => existsSync(join(folder, name)));
}
