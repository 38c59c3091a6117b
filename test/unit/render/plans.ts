// Small server plans for tests, built from the type IR by hand.
import type { ParamModel, ToolModel } from '../../../src/model/module.js';
import type { ObjectNode, PropertyNode, SchemaNode } from '../../../src/model/schema.js';
import type { ServerPlan } from '../../../src/plan/server.js';

export const string: SchemaNode = { kind: 'string' };
export const number: SchemaNode = { kind: 'number' };
export const boolean: SchemaNode = { kind: 'boolean' };
export const nullish: SchemaNode = { kind: 'null' };
export const date: SchemaNode = { kind: 'codec', codec: 'date' };

export function required(name: string, schema: SchemaNode): PropertyNode {
  return { name, schema, optional: false };
}

export function optional(name: string, schema: SchemaNode): PropertyNode {
  return { name, schema, optional: true };
}

export function object(...properties: PropertyNode[]): ObjectNode {
  return { kind: 'object', properties };
}

export function array(items: SchemaNode, more: { readonly?: boolean } = {}): SchemaNode {
  return { kind: 'array', items, ...more };
}

export function union(...options: SchemaNode[]): SchemaNode {
  return { kind: 'union', options };
}

export function values(...list: (string | number | boolean)[]): SchemaNode {
  return { kind: 'enum', values: list };
}

/** A tool whose positional parameters are the properties of its input, unless `params` says otherwise. */
export function toolModel(
  name: string,
  input: readonly PropertyNode[],
  output: SchemaNode | 'text' | 'void' | 'any',
  more: Partial<ToolModel> = {},
): ToolModel {
  const params: ParamModel[] = input.map((property) => ({
    property: property.name,
    optional: property.optional,
    role: 'value',
  }));
  return {
    name,
    params,
    input: object(...input),
    ...(typeof output === 'string' ? {} : { output }),
    returns: typeof output === 'string' ? output : 'value',
    definitions: {},
    annotations: {},
    mode: 'sync',
    source: { export: name, file: 'lib.ts', line: 1 },
    call: { kind: 'module', path: [name] },
    proposal: { include: true, reasons: [] },
    ...more,
  };
}

/** A plan that serves `tools` of `importSpecifier`. */
export function serverPlan(tools: readonly ToolModel[], importSpecifier = '../lib.ts'): ServerPlan {
  return {
    name: 'notes',
    layout: {
      importSpecifier,
      sourceLabel: importSpecifier,
      packageDir: '..',
      moduleDir: '.',
      outFromPackage: 'mcp-server',
      fromRepository: 'mcp-server',
      starter: false,
    },
    tools,
    auth: 'bearer',
    rules: {},
    hosting: 'none',
    proxy: 'none',
    replicas: 1,
    errors: 'safe',
    packageManager: 'npm',
    node: '20.19.0',
    agents: true,
    env: [],
    config: {
      version: 1,
      name: 'notes',
      source: importSpecifier,
      tools: { exclude: [], includeDangerous: [], job: [], sync: [] },
      auth: { kind: 'bearer' },
      hosting: { kind: 'none', proxy: 'none' },
      files: false,
      errors: 'safe',
      packageManager: 'npm',
      node: '20.19.0',
      agents: true,
    },
    toolVersion: '0.1.0',
    diagnostics: [],
  };
}
