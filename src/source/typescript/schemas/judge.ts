// A schema as the judge of a parameter: its node, its words, and how the generated server names it.
import { ts } from 'ts-morph';
import type { OwnSchema } from '../../../model/module.js';
import type { PropertyNode, SchemaNode } from '../../../model/schema.js';
import { children } from '../../../model/walk.js';
import type { Doc } from '../docs/doc.js';
import type { Declared } from '../signature/declared.js';
import { nestedDocs, type Parameter } from '../signature/parameter.js';
import { allowsUndefined } from '../types/undefined.js';
import { unite } from '../types/union.js';
import type { Refusal, Walk } from '../types/walk.js';
import type { SchemaTypes } from './own-schema.js';
import { schemaNode } from './schema-node.js';

/** A schema of the module's own that is reached as `path`; `name` is for messages. */
export interface Judge extends Pick<OwnSchema, 'path' | 'use'> {
  readonly name: string;
  readonly types: SchemaTypes;
  /** The expression that makes it. */
  readonly written?: ts.Expression;
}

/** One parameter, its values judged by a schema; null only where that knows it. */
export function judgedBy(walk: Walk, declared: Declared, judge: Judge): Parameter | Refusal {
  const plain = schemaNode({ ...walk, node: declared.place }, judge);
  if (plain.kind === 'refused') return plain;
  const nullable = allowsNull(declared.type) && !allowsNull(judge.types.output);
  const node = nullable ? unite(walk, [plain, { kind: 'null' }]) : plain;
  const optional = declared.optional || allowsUndefined(judge.types.input);
  const parameter = asParameter(declared, { schema: node, optional });
  const fills = allowsUndefined(judge.types.input) && !allowsUndefined(judge.types.output);
  const extra = { ...(fills ? { fills } : {}), ...(nullable ? { nullable } : {}) };
  return { ...parameter, own: { ...ownSchema(judge, node), ...extra } };
}

function allowsNull(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(
    ({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Any | ts.TypeFlags.Unknown),
  );
}

/** A parameter that is described by a schema. */
export function asParameter(
  { name, doc }: Declared,
  { schema, optional }: Pick<PropertyNode, 'schema' | 'optional'>,
): Parameter {
  const described = nestedDocs(withWords(schema, doc), doc);
  return { kind: 'parameter', name, role: 'value', optional, schema: described, degraded: false };
}

/** The schema's own words, else those of the doc comment. */
function withWords(node: SchemaNode, { summary }: Doc): SchemaNode {
  return summary === '' || node.description !== undefined
    ? node
    : { ...node, description: summary };
}

/** How the generated server names it, and whether values are decoded before it sees them. */
export function ownSchema(
  { path, use }: Pick<OwnSchema, 'path' | 'use'>,
  node: SchemaNode,
): OwnSchema {
  return { path, use, ...(holdsCodecs(node) ? { decoded: true } : {}) };
}

function holdsCodecs(node: SchemaNode): boolean {
  return CODECS.has(node.kind) || children(node).some(holdsCodecs);
}

const CODECS = new Set<SchemaNode['kind']>(['codec', 'map', 'set']);
