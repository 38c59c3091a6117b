// Prints a tool's input object, each member typed by the parameter it feeds.
import type { OwnSchema } from '../model/module.js';
import type { PropertyNode } from '../model/schema.js';
import type { PlannedTool } from '../plan/server.js';
import { isIdentifier, lit, member } from './helpers.js';
import type { Doc } from './layout.js';
import { parameterPath, propertyPath, type TypePath } from './type-path.js';
import { objectSource, type ZodScope } from './zod.js';

/** Zod source of the input; `fn` is the type of the wrapped function. */
export function toolInput(tool: PlannedTool, fn: string, scope: ZodScope): Doc {
  const source = objectSource(tool.input, scope, (property) => {
    const index = tool.params.findIndex((param) => param.property === property.name);
    const { role, schema } = tool.params[index] ?? {};
    return {
      path: index < 0 ? flattenedPath(tool, fn, property) : memberPath(tool, fn, index),
      ...(role === 'rest' ? { presence: '.default([])' } : {}),
      ...(schema?.fills ? { presence: '.prefault(undefined)' } : {}),
      ...(schema && { own: (read: Doc) => ownSource(schema, read, parameterPath(fn, index).code) }),
    };
  });
  if (tool.inputFrom !== undefined)
    return ownSource(tool.inputFrom, source, argumentsType(tool, fn));
  const index = tool.params.findIndex(({ role }) => role === 'flattened');
  const schema = tool.params[index]?.schema;
  return schema === undefined ? source : ownSource(schema, source, parameterPath(fn, index).code);
}

/** A schema of the module's own; `read` decodes before it what JSON cannot hold. */
function ownSource({ path, use, decoded, nullable }: OwnSchema, read: Doc, type: string): Doc {
  const source = member('lib', path);
  const name = use === 'of' ? `schemas.of<${type}>` : `schemas.${use}`;
  return {
    open: `${name}(`,
    items: decoded ? [source, read] : [source],
    close: nullable ? ').nullable()' : ')',
  };
}

/** The type of the input whose members are a function's arguments. */
function argumentsType(tool: PlannedTool, fn: string): string {
  const members = tool.params.flatMap(({ property, optional }, index) => {
    if (property === undefined) return [];
    const key = isIdentifier(property) ? property : lit(property);
    return [`${key}${optional ? '?' : ''}: ${parameterPath(fn, index).code}`];
  });
  return `{ ${members.join('; ')} }`;
}

function memberPath(tool: PlannedTool, fn: string, index: number): TypePath {
  const path = parameterPath(fn, index);
  return tool.params[index]?.role === 'rest' ? { ...path, code: `${path.code}[]` } : path;
}

function flattenedPath(
  tool: PlannedTool,
  fn: string,
  property: PropertyNode,
): TypePath | undefined {
  const index = tool.params.findIndex((param) => param.role === 'flattened');
  return index < 0 ? undefined : propertyPath(parameterPath(fn, index), property.name);
}
