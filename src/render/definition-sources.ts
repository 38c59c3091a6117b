// Prints the definitions of recursive types, each as seen from the place that mentions it first.
import type { Definition } from './definitions.js';
import { layout } from './layout.js';
import type { TypeNames } from './type-names.js';
import type { TypePath } from './type-path.js';
import { typeSource } from './types.js';
import { type ZodScope, zodSource } from './zod.js';

export interface DefinitionSources {
  /** What a tool with these definitions is printed in; printing it prints what it mentions. */
  readonly scope: (definitions: ReadonlyMap<string, Definition>) => ZodScope;
  /** The statements that declare a definition. */
  readonly of: (definition: Definition) => string;
}

export function definitionSources(types: TypeNames): DefinitionSources {
  const sources = new Map<Definition, string>();
  const print = (definition: Definition, path: TypePath | undefined): void => {
    if (sources.has(definition)) return;
    sources.set(definition, '');
    sources.set(definition, source(definition, path));
  };
  const scope = (definitions: ReadonlyMap<string, Definition>): ZodScope => ({
    mode: 'input',
    definition: (name, path) => {
      const definition = known(definitions, name);
      if (path !== undefined) print(definition, path);
      return definition;
    },
    lazyMembers: false,
    typeName: types.name,
    path: undefined,
  });
  const source = (definition: Definition, path: TypePath | undefined): string => {
    const { siblings, typed } = definition;
    return typed
      ? typedSource(definition, { ...scope(siblings), path })
      : inferredSource(definition, { ...scope(siblings), lazyMembers: true, path });
  };
  return {
    scope,
    of: (definition) => {
      print(definition, undefined);
      return sources.get(definition) ?? '';
    },
  };
}

function inferredSource({ identifier, node }: Definition, scope: ZodScope): string {
  return layout([`const ${identifier} = `, zodSource(node, scope), ';']);
}

function typedSource({ identifier, node, siblings }: Definition, scope: ZodScope): string {
  const type = typeSource(node, {
    definition: (name) => definitionType(known(siblings, name)),
    typeName: scope.typeName,
    path: scope.path,
  });
  const name = typeIdentifier(identifier);
  return [
    `type ${name} = ${type};`,
    layout([
      `const ${identifier}: z.ZodType<${name}> = `,
      { open: 'z.lazy(() => ', items: [zodSource(node, scope)], close: ')' },
      ';',
    ]),
  ].join('\n');
}

function definitionType({ identifier, typed }: Definition): string {
  return typed ? typeIdentifier(identifier) : `z.output<typeof ${identifier}>`;
}

function typeIdentifier(identifier: string): string {
  return identifier.charAt(0).toUpperCase() + identifier.slice(1);
}

function known(definitions: ReadonlyMap<string, Definition>, name: string): Definition {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`no definition of ${name}`);
  return definition;
}
