// The files that one attempt at a job makes: counted, remembered, and gone again when nobody will hear of them.
import type { FileLink } from '../files/context.ts';
import type { Files } from '../files/files.ts';
import { FileError } from '../files/place.ts';
import type { JobFile } from './store.ts';

/** What jobs need of the place where files are kept. */
export type FileStore = Pick<Files, 'save' | 'url' | 'remove'>;

export interface MadeFiles {
  save(name: string, mimeType: string, data: Uint8Array | string): Promise<FileLink>;
  /** All of them, once none is on its way any more: also those that the function did not wait for. */
  all(): Promise<readonly JobFile[]>;
  drop(): Promise<void>;
  urlOf(file: JobFile): string;
}

const MOST = 1000;

export function createMadeFiles(files: FileStore, caller: string, keep: number): MadeFiles {
  const made: JobFile[] = [];
  const saving = new Set<Promise<unknown>>();
  let count = 0;
  const all = async () => {
    while (saving.size > 0) await Promise.allSettled(saving);
    return made;
  };
  return {
    all,
    urlOf: files.url,
    async save(name, mimeType, data) {
      count += 1;
      if (count > MOST) throw new FileError(`a job can make ${MOST} files, not more`);
      const kept = files.save({ caller, name, mimeType, data, keep });
      saving.add(kept);
      try {
        const file = await kept;
        made.push(file);
        const { name: shown, mimeType: type, size } = file;
        return { uri: files.url(file), name: shown, mimeType: type, size };
      } finally {
        saving.delete(kept);
      }
    },
    async drop() {
      await files.remove((await all()).map(({ id }) => id));
    },
  };
}
