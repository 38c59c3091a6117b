// Prints a tool's input object, each member typed by the parameter it feeds.
import type { PropertyNode } from '../model/schema.js';
import type { PlannedTool } from '../plan/server.js';
import type { Doc } from './layout.js';
import { parameterPath, propertyPath, type TypePath } from './type-path.js';
import { objectSource, type ZodScope } from './zod.js';

/** Zod source of the input; `fn` is the type of the wrapped function. */
export function toolInput(tool: PlannedTool, fn: string, scope: ZodScope): Doc {
  return objectSource(tool.input, scope, (property) => {
    const index = tool.params.findIndex((param) => param.property === property.name);
    return {
      path: index < 0 ? flattenedPath(tool, fn, property) : memberPath(tool, fn, index),
      ...(tool.params[index]?.role === 'rest' ? { presence: '.default([])' } : {}),
    };
  });
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
