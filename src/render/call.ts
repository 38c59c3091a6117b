// Prints the typed call into the user's function: arguments by position, the result as it is published.
import { givesFile, needsWrap } from '../model/json-schema.js';
import type { Delivery, OutcomeDelivery, ParamModel } from '../model/module.js';
import type { PlannedTool } from '../plan/server.js';
import type { Callee } from './callees.js';
import { lit, member } from './helpers.js';
import type { Doc } from './layout.js';

/** The `call` member of a tool. */
export function callSource(tool: PlannedTool, { code, awaits }: Callee): Doc {
  const given = tool.params.map(argument);
  const args = given.slice(0, given.findLastIndex((code) => code !== 'undefined') + 1);
  const call: Doc = isTrimmed(tool)
    ? { open: `${code}(...given(`, items: args, close: '))' }
    : { open: `${code}(`, items: args, close: ')' };
  const { delivery } = tool;
  if (delivery?.kind === 'outcome') {
    return [`call: async (${parameters(tool)}) => `, unwrapped(tool, delivery, call)];
  }
  const value = delivered(delivery, call);
  const head = `call: ${awaits || isAsync(tool) ? 'async ' : ''}(${parameters(tool)}) => `;
  const file = givesFile(tool);
  if (file !== undefined) {
    return [head, kept(tool, fileBytes(delivery, call), file.mimeType)];
  }
  const result: Doc = tool.undefinable ? ['(await ', value, ') ?? null'] : ['await ', value];
  if (isWrapped(tool)) return [head, wrapped(result)];
  if (isNulled(tool)) return [head, result];
  if (tool.returns === 'void') return [head, statements([['await ', value, ';']])];
  return [head, delivery?.kind === 'awaited' ? ['await ', value] : value];
}

/**
 * Of a package only declarations are read: its code may count its arguments, and take undefined for one. So
 * those at the end that are not given are not passed.
 */
export function isTrimmed({ source, params }: Pick<PlannedTool, 'source' | 'params'>): boolean {
  const last = params.findLast(({ role }) => role !== 'omitted');
  return /\.d\.[cm]?ts$/.test(source.file) && last?.role === 'value' && last.optional;
}

function isAsync(tool: PlannedTool): boolean {
  const awaits = tool.delivery?.kind === 'awaited' || tool.delivery?.kind === 'content';
  const isChanged = isWrapped(tool) || isNulled(tool) || givesFile(tool) !== undefined;
  return awaits || isChanged || tool.returns === 'void';
}

/** What a job returns is given under `result` whatever it is. */
export function isWrapped(tool: PlannedTool): boolean {
  return tool.mode === 'sync' && needsWrap(tool);
}

/** Undefined becomes null, as in what is wrapped. */
function isNulled(tool: PlannedTool): boolean {
  return tool.undefinable === true && needsWrap(tool);
}

/** Bytes are made a file of. */
function kept({ name }: PlannedTool, bytes: Doc, mimeType: string | undefined): Doc {
  const type = mimeType === undefined ? [] : [lit(mimeType)];
  return { open: 'asFile(', items: ['ctx', lit(name), bytes, ...type], close: ')' };
}

/** A Blob may know its type, and a stream may have as much as a file may. */
function fileBytes(delivery: Exclude<Delivery, OutcomeDelivery> | undefined, call: Doc): Doc {
  if (delivery?.kind === 'bytes') {
    return { open: 'streams.bytes(', items: [call, 'forFile(ctx)'], close: ')' };
  }
  return ['await ', delivery?.kind === 'blob' ? call : delivered(delivery, call)];
}

function wrapped(result: Doc): Doc {
  return { open: '({ ', items: [['result: ', result]], close: ' })' };
}

function statements(items: readonly Doc[]): Doc {
  return { open: '{', items, close: '}', style: 'statements' };
}

/** The call, and what makes the published value of what it returns. */
function delivered(delivery: Exclude<Delivery, OutcomeDelivery> | undefined, call: Doc): Doc {
  switch (delivery?.kind) {
    case undefined:
    case 'awaited':
      return call;
    case 'items':
      return { open: 'iterables.collect(', items: [call, 'ctx'], close: ')' };
    case 'last':
      return { open: 'iterables.finish(', items: [call, 'ctx'], close: ')' };
    case 'text':
      return { open: 'streams.text(', items: [call, 'ctx'], close: ')' };
    case 'bytes':
      return { open: 'streams.bytes(', items: [call, 'ctx'], close: ')' };
    case 'blob':
      return ['(await ', call, ').arrayBuffer()'];
    case 'content':
      return { open: 'content.passThrough(', items: [['await ', call]], close: ')' };
  }
}

/** A failure is thrown; what is left, narrowed by that, is the success. */
function unwrapped(
  tool: PlannedTool,
  { tag, failed, value, error }: OutcomeDelivery,
  call: Doc,
): Doc {
  const isFailure =
    tag === undefined || failed === undefined
      ? 'outcome.isErr()'
      : failed === false
        ? `!${member('outcome', [tag])}`
        : `${member('outcome', [tag])} === ${lit(failed)}`;
  const cause = member('outcome', error === undefined ? [] : [error]);
  const published = member('outcome', value === undefined ? [] : [value]);
  const result = tool.undefinable ? `${published} ?? null` : published;
  const returned = isWrapped(tool) ? `{ result: ${result} }` : result;
  const file = givesFile(tool);
  const given = file === undefined ? returned : kept(tool, ['await ', published], file.mimeType);
  return statements([
    ['const outcome = await ', call, ';'],
    `if (${isFailure}) throw outcomes.failure(${cause});`,
    ...(tool.returns === 'void' ? [] : [['return ', given, ';']]),
  ]);
}

function argument(param: ParamModel): string {
  const value = plainArgument(param);
  if (param.signal === undefined) return value;
  if (value === 'undefined') return '{ signal: ctx.signal }';
  const object = `{ ...${value}, signal: ctx.signal }`;
  return param.signal === 'given' ? `${value} && ${object}` : object;
}

function plainArgument({ role, property }: ParamModel): string {
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
    case 'execution':
      return 'toolObjects.options(ctx)';
    case 'omitted':
      return 'undefined';
  }
}

function parameters(tool: PlannedTool): string {
  const { params, delivery } = tool;
  const roles = new Set(params.map(({ role }) => role));
  const usesArgs = roles.has('value') || roles.has('rest') || roles.has('flattened');
  const isRead = delivery !== undefined && READ.has(delivery.kind);
  const isCancelled = params.some(({ signal }) => signal !== undefined);
  const isKept = givesFile(tool) !== undefined;
  const usesContext = isRead || isCancelled || isKept || CONTEXTUAL.some((role) => roles.has(role));
  if (usesContext) return usesArgs ? 'args, ctx' : '_args, ctx';
  return usesArgs ? 'args' : '';
}

/** What the call's context gives. */
const CONTEXTUAL = ['ctx', 'signal', 'progress', 'execution'] as const;

/** What takes time after the call, and can be cancelled. */
const READ = new Set<Delivery['kind']>(['items', 'last', 'text', 'bytes']);
