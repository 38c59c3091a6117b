// How generated code names the TypeScript types of the source, and the type-only imports that this needs.
import { posix } from 'node:path';
import type { TypeName } from '../model/schema.js';
import type { Layout } from '../plan/server.js';
import { lit, member } from './helpers.js';

export interface TypeNames {
  /** The type as an expression: `lib.Color`, `types1.Color`. */
  readonly name: (type: TypeName) => string;
  /** The import lines for the names given so far. */
  readonly imports: () => readonly string[];
}

export function typeNames(layout: Layout): TypeNames {
  const aliases = new Map<string, string>();
  const aliasOf = (file: string): string => {
    const alias = aliases.get(file) ?? `types${aliases.size + 1}`;
    aliases.set(file, alias);
    return alias;
  };
  return {
    name: (type) => member(type.file === undefined ? 'lib' : aliasOf(type.file), [type.export]),
    imports: () =>
      [...aliases].map(
        ([file, alias]) => `import type * as ${alias} from ${lit(fromSources(layout, file))};`,
      ),
  };
}

/** A file of the source's package, as the generated `src` folder reaches it. */
function fromSources(layout: Layout, file: string): string {
  const path = posix.relative(
    posix.join('/', 'p', layout.outFromPackage, 'src'),
    posix.join('/', 'p', file),
  );
  return path.startsWith('.') ? path : `./${path}`;
}
