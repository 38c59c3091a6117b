// Tells when something changed in a source's package: one watcher per folder, no polling.
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { extname, join } from 'node:path';
import { CONFIG_FILE } from '../config/kinds.js';

export interface Changes {
  /** Settles after the next burst of changes; false once the signal is aborted. */
  next(): Promise<boolean>;
  close(): void;
}

/** Editors save in several steps; changes fewer than so many milliseconds apart are one. */
const QUIET_MS = 80;
const SOURCE_FILE = /\.(?:[cm]?[jt]s|[jt]sx|json)$/;
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'coverage', 'data']);

/** Watches the package at `root`, and of the project at `out` its config alone unless `out` is `root`. */
export function watchFolders(root: string, out: string, signal: AbortSignal): Changes {
  const watchers = new Map<string, FSWatcher>();
  let changed = false;
  let wake = () => {};
  let timer: NodeJS.Timeout | undefined;
  const stir = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake();
    }, QUIET_MS);
  };
  const cover = () => {
    const own = out === root || !existsSync(out) ? [] : [out];
    for (const folder of [...foldersIn(root, out), ...own]) {
      if (watchers.has(folder)) continue;
      const drop = () => watchers.delete(folder) && watcher.close();
      const watcher = watch(folder, (_event, name) => {
        if (!existsSync(folder)) drop();
        if (name === null || concerns(name, folder === out && out !== root)) stir();
      });
      watcher.on('error', drop);
      watchers.set(folder, watcher);
    }
  };
  cover();
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    next: async () => {
      cover();
      while (!changed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      changed = false;
      return !signal.aborted;
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** A name without an extension may be a new folder, which the next round covers. */
function concerns(name: string, configOnly: boolean): boolean {
  if (configOnly) return name === CONFIG_FILE;
  return SOURCE_FILE.test(name) || extname(name) === '';
}

function foldersIn(folder: string, out: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && !SKIPPED_FOLDERS.has(name))
    .map((name) => join(folder, name))
    .filter((path) => path !== out);
  return [folder, ...inner.flatMap((path) => foldersIn(path, out))];
}
