// Prints the typed call into the user's function: arguments by position, the result as it is published.
import { needsWrap } from '../model/json-schema.js';
import type { ParamModel } from '../model/module.js';
import type { PlannedTool } from '../plan/server.js';
import { member } from './helpers.js';
import type { Doc } from './layout.js';

/** The `call` member of a tool. */
export function callSource(tool: PlannedTool): Doc {
  const given = tool.params.map(argument);
  const args = given.slice(0, given.findLastIndex((code) => code !== 'undefined') + 1);
  const call: Doc = { open: `${member('lib', tool.call.path)}(`, items: args, close: ')' };
  const head = `call: ${isAsync(tool) ? 'async ' : ''}(${parameters(tool.params)}) => `;
  if (needsWrap(tool)) {
    const result: Doc = tool.undefinable ? ['(await ', call, ') ?? null'] : ['await ', call];
    return [head, { open: '({ ', items: [['result: ', result]], close: ' })' }];
  }
  return tool.returns === 'void'
    ? [head, { open: '{', items: [['await ', call, ';']], close: '}', style: 'statements' }]
    : [head, call];
}

function isAsync(tool: PlannedTool): boolean {
  return needsWrap(tool) || tool.returns === 'void';
}

function argument({ role, property }: ParamModel): string {
  switch (role) {
    case 'value':
      return property === undefined ? 'undefined' : member('args', [property]);
    case 'rest':
      return property === undefined ? 'undefined' : `...${member('args', [property])}`;
    case 'flattened':
      return 'args';
    case 'ctx':
      return 'ctx';
    case 'signal':
      return 'ctx.signal';
    case 'progress':
      return 'ctx.progress';
    case 'omitted':
      return 'undefined';
  }
}

function parameters(params: readonly ParamModel[]): string {
  const roles = new Set(params.map(({ role }) => role));
  const usesArgs = roles.has('value') || roles.has('rest') || roles.has('flattened');
  const usesContext = roles.has('ctx') || roles.has('signal') || roles.has('progress');
  if (usesContext) return usesArgs ? 'args, ctx' : '_args, ctx';
  return usesArgs ? 'args' : '';
}
