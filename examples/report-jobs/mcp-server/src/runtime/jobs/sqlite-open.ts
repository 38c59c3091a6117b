// Opens the file of the embedded store for this process alone; whatever is wrong with it is said once, here.
import type { Log } from '../log.ts';
import { logLeft } from './life.ts';
import { type Database, FAULT, openDatabase, SqliteFault } from './sqlite-binding.ts';
import { prepareFile, refuseDamaged, sqliteFile } from './sqlite-file.ts';
import { inspect, lock, prepareTable, settle } from './sqlite-schema.ts';
import { StoreError } from './store.ts';

/**
 * The database of `sqlite:<path>`, locked, checked, with its table, and with what the last process left settled.
 * Throws a `StoreError` that names the file and the way out.
 */
export function openFile(url: string, log: Log): Database {
  const path = sqliteFile(url);
  if (path === undefined) throw new StoreError(`not the address of a file: ${url}`);
  prepareFile(path);
  const database = openDatabase(path);
  try {
    inspect(database, path);
    lock(database);
    prepareTable(database);
    const jobs = settle(database);
    if (jobs.length > 0)
      log.warn({ jobs: jobs.length }, 'jobs were running when the last process ended');
    logLeft(log, jobs);
    return database;
  } catch (error) {
    database.close();
    throw error instanceof SqliteFault ? refusal(path, error) : error;
  }
}

function refusal(path: string, fault: SqliteFault): StoreError {
  switch (fault.code) {
    case FAULT.busy:
      return new StoreError(
        `${path} is in use by another process, and one at a time may use it: end that one, or set DATA_DIR or JOBS_URL to a place of this one's own`,
        { cause: fault },
      );
    case FAULT.corrupt:
    case FAULT.notADatabase:
      return refuseDamaged(path, fault);
    default:
      return new StoreError(`${path} cannot be used: ${fault.message}`, { cause: fault });
  }
}

/** What a caller may read of a fault while the server runs. */
export function messageOf({ code }: SqliteFault): string {
  switch (code) {
    case FAULT.full:
      return 'the disk of the job store is full';
    case FAULT.io:
    case FAULT.readonly:
      return 'the job store cannot write to its disk';
    case FAULT.corrupt:
    case FAULT.notADatabase:
      return 'the job store is damaged';
    default:
      return 'the job store failed';
  }
}
