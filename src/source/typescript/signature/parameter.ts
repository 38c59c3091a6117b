// One parameter: its property, its schema, its role in the call.
import { ts } from 'ts-morph';
import type { OwnSchema, ParamModel } from '../../../model/module.js';
import type { ObjectNode, SchemaNode } from '../../../model/schema.js';
import { type Doc, hidingTag } from '../docs/doc.js';
import { misfits } from '../docs/misfit.js';
import { annotate } from '../docs/notes.js';
import { toSchema } from '../types/schema.js';
import { allowsUndefined, withoutUndefined } from '../types/undefined.js';
import { type Outcome, PLAIN_DATA, type Refusal, refuse, type Walk } from '../types/walk.js';
import type { Declared } from './declared.js';
import { withInitialiser } from './initialiser.js';
import { injectedRole, makesFiles, takesSignal } from './injected.js';

/** A parameter as the tool has it; `schema` is absent when it is injected or left out. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly name: string;
  readonly role: ParamModel['role'];
  readonly optional: boolean;
  readonly undefinable?: boolean;
  readonly schema?: SchemaNode;
  /** A schema of the module's own judges its values. */
  readonly own?: OwnSchema;
  /** The request's cancellation is a member of it. */
  readonly signal?: 'always' | 'given';
  /** A context that makes files. */
  readonly files?: true;
  /** Only the caller knows its type. */
  readonly degraded: boolean;
}

/** The parameter as the tool has it, or why the tool cannot be. */
export function parameterOf(walk: Walk, declared: Declared): Parameter | Refusal {
  const { name, optional, rest, doc } = declared;
  if (optional && !rest && hidingTag(doc) !== undefined)
    return { kind: 'parameter', name, role: 'omitted', optional, degraded: false };
  const injected = injectedRole(walk.reading, declared);
  if (injected !== undefined)
    return {
      kind: 'parameter',
      name,
      role: injected,
      optional,
      degraded: false,
      ...(injected === 'ctx' && makesFiles(walk.reading, declared.type) ? { files: true } : {}),
    };
  const inner: Walk = { ...walk, subject: `the parameter ${name}`, node: declared.place };
  const before = walk.state.degraded;
  walk.state.degraded = false;
  const outcome = valueSchema(inner, declared);
  const degraded = walk.state.degraded && outcome.kind === 'unknown';
  walk.state.degraded = before;
  const signal = outcome.kind === 'object' ? signalOf(inner, declared, outcome) : {};
  if (signal.signal !== undefined && outcome.kind === 'object' && isEmpty(outcome)) {
    return { kind: 'parameter', name, role: 'omitted', optional, degraded: false, ...signal };
  }
  if (optional && !rest && outcome.kind === 'object' && isEmpty(outcome)) {
    return omitted(inner, declared, 'no member of it is data');
  }
  if (outcome.kind !== 'refused') {
    const undefinable = !optional && allowsUndefined(declared.type);
    const role = rest ? 'rest' : 'value';
    const extra = { ...(undefinable ? { undefinable } : {}), ...signal };
    return { kind: 'parameter', name, role, optional, schema: outcome, degraded, ...extra };
  }
  if (!optional || rest || outcome.unresolved) return outcome;
  return omitted(inner, declared, outcome.reason);
}

function signalOf(
  { reading }: Walk,
  { type, optional, rest }: Declared,
  { properties }: ObjectNode,
): Pick<Parameter, 'signal'> {
  if (rest || !takesSignal(reading, type)) return {};
  const isNeeded = optional && properties.some((property) => !property.optional);
  return { signal: isNeeded ? 'given' : 'always' };
}

function omitted(walk: Walk, { name, optional, place }: Declared, reason: string): Parameter {
  const message = `${walk.subject} is left out: ${reason}`;
  walk.findings.push({ code: 'param.omitted', severity: 'note', message, node: place });
  return { kind: 'parameter', name, role: 'omitted', optional, degraded: false };
}

function isEmpty({ properties, patterns, additional }: ObjectNode): boolean {
  return properties.length === 0 && patterns === undefined && additional === undefined;
}

function valueSchema(walk: Walk, declared: Declared): Outcome {
  const { type, node, rest, perItem, doc } = declared;
  const { checker } = walk.reading;
  if (rest && isAnyList(walk, type) && doc.summary === '') {
    return refuse(`${walk.subject} takes anything, any number of times`, 'type its items');
  }
  const outcome = toSchema(walk, withoutUndefined(walk, type), node?.type);
  if (outcome.kind === 'refused') return outcome;
  if (perItem) return { kind: 'array', items: outcome, default: [] };
  if (rest && outcome.kind !== 'array')
    return refuse(`${walk.subject} is a rest parameter that is no array`, PLAIN_DATA);
  const described = nestedDocs(annotate(checker, outcome, node?.type, doc, misfits(walk)), doc);
  return rest
    ? { ...described, default: [] }
    : withInitialiser(checker, described, node, misfits(walk));
}

function isAnyList({ reading }: Walk, type: ts.Type): boolean {
  const item = reading.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return item !== undefined && (item.flags & ts.TypeFlags.Any) !== 0;
}

/** `@param opts.limit text` describes a member that has no comment of its own. */
export function nestedDocs(node: SchemaNode, doc: Doc): SchemaNode {
  if (node.kind !== 'object' || doc.params.size === 0) return node;
  const properties = node.properties.map((property) => {
    const text = doc.params.get(property.name);
    return text === undefined || property.schema.description !== undefined
      ? property
      : { ...property, schema: { ...property.schema, description: text } };
  });
  return { ...node, properties };
}
