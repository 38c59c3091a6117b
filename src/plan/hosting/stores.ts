// What of a server lies on its own disk, and so bounds how many of it there can be.
import type { Kept } from '../execution.js';

/** Whether something is kept in DATA_DIR. */
export function hasDisk({ jobs, files }: Kept): boolean {
  return jobs?.store === 'sqlite' || files?.store === 'folder';
}

/** Whether jobs can be run by processes beside the servers: those hand over their files, too. */
export function hasWorkers(kept: Kept): boolean {
  return kept.jobs?.store === 'postgres' && !hasDisk(kept);
}
