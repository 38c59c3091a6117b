// One call signature as parameters, input and output of a tool.
import { ts } from 'ts-morph';
import type { ParamModel, ToolModel } from '../../../model/module.js';
import type { ObjectNode, PropertyNode } from '../../../model/schema.js';
import type { Doc } from '../docs/doc.js';
import type { Finding, Reading } from '../reading.js';
import { type Result, resultOf } from '../results/result.js';
import type { Adoption } from '../schemas/adopted.js';
import { reachable } from '../types/definitions.js';
import { type Refusal, refuse, startWalk, type Walk } from '../types/walk.js';
import { type Declared, parametersOf } from './declared.js';
import { type Parameter, parameterOf } from './parameter.js';

/** What a signature gives a tool. */
export interface Shape
  extends Pick<
      ToolModel,
      'params' | 'input' | 'inputFrom' | 'published' | 'definitions' | 'signatures'
    >,
    Omit<Result, 'kind' | 'findings'> {
  readonly kind: 'shape';
  readonly parameters: readonly Parameter[];
  /** What it is when its sole parameter stays a property; absent where it does. */
  readonly nested?: Pick<ToolModel, 'params' | 'input' | 'definitions'>;
  readonly doc: Doc;
  /** It has type parameters. */
  readonly generic: boolean;
  readonly findings: readonly Finding[];
}

/** Where a signature is read: where the export stands, and the names of recursive types so far. */
export interface Place {
  readonly node: ts.Node;
  readonly names: Map<ts.Type, string>;
  /** What the module's own schemas say of a signature's parameters. */
  adopt(walk: Walk, parameters: readonly Declared[], doc: Doc): Adoption | Refusal | undefined;
}

/** Reads one signature; `doc` is its comment. */
export function shapeOf(
  reading: Reading,
  signature: ts.Signature,
  { node: place, names, adopt }: Place,
  doc: Doc,
): Shape | Refusal {
  const self = thisRefusal(reading, signature);
  if (self !== undefined) return self;
  const parameters = parametersOf(reading, signature, place, doc);
  const walk = startWalk(reading, 'in', 'the input', place, names);
  const adoption = adopt(walk, parameters, doc);
  if (adoption?.kind === 'refused') return adoption;
  const readings = parameters.map(
    (parameter) => adoption?.parameters.get(parameter) ?? parameterOf(walk, parameter),
  );
  const refused = readings.find((found) => found.kind === 'refused');
  if (refused !== undefined) return refused;
  const found = readings.filter((one) => one.kind === 'parameter');
  const values = found.filter(({ schema }) => schema !== undefined);
  if (values.length > 0 && values.every(({ degraded }) => degraded)) {
    // Several are told apart by their names and words at least: merge(object, source).
    if (values.length === 1) return refuse(CALLER_KNOWS, CONCRETE);
    walk.findings.push({ ...UNTYPED, node: place });
  }
  const result = resultOf(reading, signature, place, doc);
  if (result.kind === 'refused') return result;
  const { inputFrom, published } = adoption ?? {};
  const named = defined(walk, namedInput(found));
  const flat = inputFrom === undefined ? flatInput(walk, found) : undefined;
  return {
    ...result,
    kind: 'shape',
    ...(flat === undefined ? named : { ...defined(walk, flat), nested: named }),
    parameters: found,
    doc,
    generic: signature.typeParameters !== undefined,
    ...(inputFrom && { inputFrom }),
    ...(published && { published }),
    findings: [...walk.findings, ...result.findings],
  };
}

const CALLER_KNOWS = 'every parameter is of a type that only the caller knows';
const CONCRETE = 'export a wrapper with concrete types';
const UNTYPED = {
  code: 'type.any',
  severity: 'warning',
  message: `${CALLER_KNOWS}: clients learn nothing about them`,
  hint: CONCRETE,
} as const;

function thisRefusal({ checker }: Reading, signature: ts.Signature): Refusal | undefined {
  const [first] = signature.declaration?.parameters ?? [];
  const named = first !== undefined && ts.isParameter(first) ? first : undefined;
  if (named === undefined || !ts.isIdentifier(named.name) || named.name.text !== 'this')
    return undefined;
  const type = checker.getTypeAtLocation(named);
  return type.flags & ts.TypeFlags.VoidLike
    ? undefined
    : refuse('it must be called on an object (it has a this parameter)', 'export a bound function');
}

type Input = Pick<ToolModel, 'params' | 'input'>;

function defined(walk: Walk, input: Input): Input & Pick<ToolModel, 'definitions'> {
  return { ...input, definitions: reachable(input.input, walk.state.definitions) };
}

/** The members of a sole options object as properties; undefined where there is none. */
function flatInput(walk: Walk, found: readonly Parameter[]): Input | undefined {
  const [sole, ...others] = found.filter(({ schema }) => schema !== undefined);
  const input = sole === undefined || others.length > 0 ? undefined : flattened(walk, sole);
  if (input === undefined) return undefined;
  const params = found.map(
    (one): ParamModel =>
      one === sole
        ? { ...withoutProperty(one), role: 'flattened', ...own(one) }
        : withoutProperty(one),
  );
  return { params, input };
}

/** A property for each parameter. */
function namedInput(found: readonly Parameter[]): Input {
  const params = found.map(
    (one): ParamModel =>
      one.schema === undefined
        ? withoutProperty(one)
        : { property: one.name, ...withoutProperty(one), ...own(one) },
  );
  const properties = found.flatMap(({ name, schema, optional, undefinable }): PropertyNode[] =>
    schema === undefined
      ? []
      : [{ name, schema, optional, ...(undefinable ? { undefinable } : {}) }],
  );
  return { params, input: { kind: 'object', properties } };
}

function own({ own: schema }: Parameter): Pick<ParamModel, 'schema'> {
  return schema === undefined ? {} : { schema };
}

function withoutProperty({ optional, role, signal, files }: Parameter): ParamModel {
  return { optional, role, ...(signal && { signal }), ...(files && { files }) };
}

/** The members of a sole options object are the tool's own properties. */
function flattened(walk: Walk, { schema, optional, role }: Parameter): ObjectNode | undefined {
  if (schema === undefined || role !== 'value') return undefined;
  const node = schema.kind === 'ref' ? walk.state.definitions.get(schema.name) : schema;
  if (node?.kind !== 'object') return undefined;
  if (node.additional !== undefined || node.patterns !== undefined) return undefined;
  if (optional && node.properties.some((property) => !property.optional)) return undefined;
  return { kind: 'object', properties: node.properties };
}
