// The node of a schema of the module's own: what its type says, and what can be read off its expression.
import { ts } from 'ts-morph';
import type { SchemaNode } from '../../../model/schema.js';
import { children } from '../../../model/walk.js';
import type { Finding } from '../reading.js';
import { toSchema } from '../types/schema.js';
import { withoutUndefined } from '../types/undefined.js';
import type { Outcome, Walk } from '../types/walk.js';
import type { Judge } from './judge.js';
import { schemaTypes } from './own-schema.js';
import { refined, type SchemaReader } from './schema-reader.js';

/** What a schema takes. What its expression does not tell becomes a finding; the checks run all the same. */
export function schemaNode(
  walk: Walk,
  { name, types, written }: Pick<Judge, 'name' | 'types' | 'written'>,
): Outcome {
  const inner: Walk = { ...walk, subject: `the schema ${name}`, findings: [] };
  const outcome = inputNode(inner, types, written);
  if (outcome.kind === 'refused') return outcome;
  const reader: SchemaReader = { walk: inner, unread: [], above: [] };
  const node = written === undefined ? outcome : refined(reader, outcome, written);
  const isRead = written !== undefined && reader.unread.length === 0;
  // What takes anything says so itself, where it can be seen.
  const kept = inner.findings.filter(({ code }) => code !== 'type.any' || written === undefined);
  walk.findings.push(...kept, ...(isRead ? [] : [partly(name, reader.unread[0]?.getText())]));
  return node;
}

/** `const S: z.ZodType<T>` hides what it takes: its expression may tell, else it is what it makes. */
function inputNode(
  walk: Walk,
  { input, output }: Judge['types'],
  written: Judge['written'],
): Outcome {
  const { reading } = walk;
  if (!(input.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)))
    return toSchema(walk, withoutUndefined(walk, input));
  const actual = written && schemaTypes(reading, reading.checker.getTypeAtLocation(written));
  const node = actual && toSchema({ ...walk, findings: [] }, withoutUndefined(walk, actual.input));
  return node === undefined || node.kind === 'refused' || isOpen(node)
    ? toSchema(walk, withoutUndefined(walk, output))
    : node;
}

function isOpen(node: SchemaNode): boolean {
  return node.kind === 'unknown' || children(node).some(isOpen);
}

function partly(name: string, unread: string | undefined): Finding {
  const what = unread === undefined ? 'its declaration' : unread.replace(/\s+/g, ' ').slice(0, 60);
  return {
    code: 'schema.partly',
    severity: 'note',
    message: `${name} is published in part: ${what} is not read, though it is checked`,
    hint: 'write it as a plain chain such as z.object({ name: z.string().min(1) })',
  };
}
