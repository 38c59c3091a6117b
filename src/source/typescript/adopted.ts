// A function's arguments as the module's own schemas have them: the schema wins over the type.
import type { ts } from 'ts-morph';
import type { OwnSchema, ToolModel } from '../../model/module.js';
import type { PropertyNode, SchemaNode } from '../../model/schema.js';
import { children } from '../../model/walk.js';
import type { Declared } from './declared.js';
import { type Doc, tagOf } from './doc.js';
import type { Candidate } from './exports.js';
import { injectedRole } from './injected.js';
import { jsonAdoption, wrong } from './json-constant.js';
import { schemaTypes } from './own-schema.js';
import { type Exported, fitting, namesakes, referencedSchema } from './pairing.js';
import { nestedDocs, type Parameter } from './parameter.js';
import { relativeFile } from './reading.js';
import { schemaNode } from './schema-node.js';
import type { Place } from './signature.js';
import { allowsUndefined } from './undefined.js';
import type { Refusal, Walk } from './walk.js';

/** What the module's own schemas say of a signature's parameters. */
export interface Adoption extends Pick<ToolModel, 'published'> {
  readonly kind: 'adoption';
  readonly parameters: ReadonlyMap<Declared, Parameter>;
  /** One schema judges all parameters together. */
  readonly inputFrom?: OwnSchema;
}

/** Finds the schemas that judge the parameters of a candidate's signatures; undefined when none is meant. */
export function adopting({ path, name }: Candidate): Place['adopt'] {
  return (walk, parameters, doc) => adoptionOf(walk, parameters, doc, path.at(-1) ?? name);
}

function adoptionOf(
  walk: Walk,
  parameters: readonly Declared[],
  doc: Doc,
  name: string,
): Adoption | Refusal | undefined {
  const { reading } = walk;
  const given = parameters.filter(
    (declared) => injectedRole(reading, declared) === undefined && !declared.rest,
  );
  const wanted = tagOf(doc, 'input');
  if (wanted !== undefined) return byTag(walk, given, wanted.trim());
  return byReference(walk, given) ?? byName(walk, given, name);
}

function byReference(walk: Walk, given: readonly Declared[]): Adoption | Refusal | undefined {
  const judged = new Map<Declared, Parameter>();
  for (const declared of given) {
    const pairing = referencedSchema(walk.reading, declared);
    if (pairing === undefined) continue;
    const { name } = pairing;
    if (name === undefined) {
      unexported(walk, pairing.symbol, declared);
      continue;
    }
    const parameter = judgedBy(walk, declared, { ...pairing, name });
    if (parameter.kind === 'refused') return parameter;
    judged.set(declared, parameter);
  }
  return judged.size === 0 ? undefined : { kind: 'adoption', parameters: judged };
}

function unexported({ reading, findings }: Walk, { name }: ts.Symbol, { place }: Declared): void {
  findings.push({
    code: 'schema.unexported',
    severity: 'warning',
    message: `${name} is not exported: only its type is published, its checks do not run`,
    hint: `export ${name} from ${relativeFile(reading, reading.entry.fileName)}`,
    node: place,
  });
}

function byName(
  walk: Walk,
  given: readonly Declared[],
  name: string,
): Adoption | Refusal | undefined {
  for (const namesake of namesakes(name)) {
    const symbol = walk.reading.exports.get(namesake);
    const fit = symbol && fitting(walk.reading, given, symbol, namesake);
    if (fit !== undefined) return fit.whole ? together(walk, given, fit) : alone(walk, given, fit);
  }
  return undefined;
}

function byTag(walk: Walk, given: readonly Declared[], name: string): Adoption | Refusal {
  const { reading } = walk;
  const symbol = reading.exports.get(name);
  if (symbol === undefined) return wrong(`@input names ${name || 'nothing'}, which is no export`);
  if (schemaTypes(reading, reading.checker.getTypeOfSymbol(symbol)) === undefined) {
    return jsonAdoption(reading, given, name, symbol);
  }
  const fit = fitting(reading, given, symbol, name);
  if (fit === undefined) return wrong(`@input ${name} does not give what its parameters take`);
  return fit.whole ? together(walk, given, fit) : alone(walk, given, fit);
}

function alone(walk: Walk, [sole]: readonly Declared[], schema: Exported): Adoption | Refusal {
  if (sole === undefined) throw new Error('a schema for no parameter');
  const parameter = judgedBy(walk, sole, schema);
  if (parameter.kind === 'refused') return parameter;
  return { kind: 'adoption', parameters: new Map([[sole, parameter]]) };
}

/** One object schema, whose members are the parameters by their names. */
function together(walk: Walk, given: readonly Declared[], schema: Exported): Adoption | Refusal {
  const node = schemaNode(walk, schema);
  if (node.kind === 'refused') return node;
  if (node.kind !== 'object') return wrong(`${schema.name} describes no object`);
  const parameters = given.flatMap((declared) => {
    const member = node.properties.find(({ name }) => name === declared.name);
    return member === undefined ? [] : [[declared, asParameter(declared, member)] as const];
  });
  const inputFrom = ownSchema(schema, node);
  return { kind: 'adoption', parameters: new Map(parameters), inputFrom };
}

function asParameter({ name, doc }: Declared, { schema, optional }: PropertyNode): Parameter {
  const described = withWords(schema, doc);
  return { kind: 'parameter', name, role: 'value', optional, schema: described, degraded: false };
}

/** One parameter, its values judged by a schema. */
function judgedBy(walk: Walk, declared: Declared, schema: Exported): Parameter | Refusal {
  const { name, doc } = declared;
  const node = schemaNode({ ...walk, node: declared.place }, schema);
  if (node.kind === 'refused') return node;
  return {
    kind: 'parameter',
    name,
    role: 'value',
    optional: declared.optional || allowsUndefined(schema.types.input),
    schema: nestedDocs(withWords(node, doc), doc),
    own: ownSchema(schema, node),
    degraded: false,
  };
}

/** The schema's own words, else those of the doc comment. */
function withWords(node: SchemaNode, { summary }: Doc): SchemaNode {
  return summary === '' || node.description !== undefined
    ? node
    : { ...node, description: summary };
}

function ownSchema({ name, use }: Exported, node: SchemaNode): OwnSchema {
  return { path: [name], use, ...(holdsCodecs(node) ? { decoded: true } : {}) };
}

function holdsCodecs(node: SchemaNode): boolean {
  return CODECS.has(node.kind) || children(node).some(holdsCodecs);
}

const CODECS = new Set<SchemaNode['kind']>(['codec', 'map', 'set']);
