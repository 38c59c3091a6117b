// EDGE: the templates that travel with this package, read from its `templates` folder.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Templates by POSIX path relative to the `templates` folder. */
export interface TemplateStore {
  /** The text of one template; an Error when there is none. */
  read(path: string): string;
  /** The paths of all files below a folder, sorted; they are what `read` takes. */
  list(dir: string): readonly string[];
}

/** The store of this package; the same from sources and from the packed package. */
export function packageTemplates(): TemplateStore {
  return templateStore(fileURLToPath(new URL('../../templates/', import.meta.url)));
}

/** A store over `folder`; every file is read once. */
export function templateStore(folder: string): TemplateStore {
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  return {
    read: (path) => remember(texts, path, () => readText(`${folder}/${path}`)),
    list: (dir) => remember(lists, dir, () => filesBelow(folder, dir)),
  };
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** With LF, however the package was checked out. */
function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

function filesBelow(folder: string, dir: string): readonly string[] {
  return readdirSync(`${folder}/${dir}`, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${dir}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}
