// A function's arguments as the module's own schemas have them: the schema wins over the type.
import type { ts } from 'ts-morph';
import type { OwnSchema, ToolModel } from '../../../model/module.js';
import { type Doc, tagOf } from '../docs/doc.js';
import type { Candidate } from '../exports/exports.js';
import { relativeFile } from '../reading.js';
import type { Declared } from '../signature/declared.js';
import { injectedRole } from '../signature/injected.js';
import type { Parameter } from '../signature/parameter.js';
import type { Place } from '../signature/signature.js';
import type { Refusal, Walk } from '../types/walk.js';
import { jsonAdoption, wrong } from './json-constant.js';
import { asParameter, type Judge, judgedBy, ownSchema } from './judge.js';
import { initialiserOf, schemaTypes } from './own-schema.js';
import { type Exported, fitting, namesakes, referencedSchema } from './pairing.js';
import { schemaNode } from './schema-node.js';
import { toolAdoption } from './tool-adoption.js';
import { tellUnapplied } from './unapplied.js';

/** What the module's own schemas say of a signature's parameters. */
export interface Adoption extends Pick<ToolModel, 'published'> {
  readonly kind: 'adoption';
  readonly parameters: ReadonlyMap<Declared, Parameter>;
  /** One schema judges all parameters together. */
  readonly inputFrom?: OwnSchema;
}

/** Finds the schemas that judge the parameters of a candidate's signatures; undefined when none is meant. */
export function adopting({ path, name, tool }: Candidate): Place['adopt'] {
  return (walk, parameters, doc) => {
    const given = parameters.filter(
      (declared) => injectedRole(walk.reading, declared) === undefined && !declared.rest,
    );
    if (tool !== undefined) return toolAdoption(walk, given, tool);
    const adoption = adoptionOf(walk, given, doc, path.at(-1) ?? name);
    if (adoption?.kind === 'refused' || adoption?.inputFrom !== undefined) return adoption;
    for (const one of given) if (!adoption?.parameters.has(one)) tellUnapplied(walk, one);
    return adoption;
  };
}

function adoptionOf(
  walk: Walk,
  given: readonly Declared[],
  doc: Doc,
  name: string,
): Adoption | Refusal | undefined {
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
    const parameter = judgedBy(walk, declared, judgeOf({ ...pairing, name }));
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
    const written = initialiserOf(symbol);
    return jsonAdoption(reading, given, { name: `@input ${name}`, path: [name], written });
  }
  const fit = fitting(reading, given, symbol, name);
  if (fit === undefined) return wrong(`@input ${name} does not give what its parameters take`);
  return fit.whole ? together(walk, given, fit) : alone(walk, given, fit);
}

function alone(walk: Walk, [sole]: readonly Declared[], schema: Exported): Adoption | Refusal {
  if (sole === undefined) throw new Error('a schema for no parameter');
  const parameter = judgedBy(walk, sole, judgeOf(schema));
  if (parameter.kind === 'refused') return parameter;
  return { kind: 'adoption', parameters: new Map([[sole, parameter]]) };
}

/** One object schema, whose members are the parameters by their names. */
function together(walk: Walk, given: readonly Declared[], schema: Exported): Adoption | Refusal {
  const judge = judgeOf(schema);
  const node = schemaNode(walk, judge);
  if (node.kind === 'refused') return node;
  if (node.kind !== 'object') return wrong(`${schema.name} describes no object`);
  const parameters = given.flatMap((declared) => {
    const member = node.properties.find(({ name }) => name === declared.name);
    return member === undefined ? [] : [[declared, asParameter(declared, member)] as const];
  });
  const inputFrom = ownSchema(judge, node);
  return { kind: 'adoption', parameters: new Map(parameters), inputFrom };
}

/** An exported schema as the judge of arguments. */
function judgeOf({ name, symbol, use, types }: Exported): Judge {
  const written = initialiserOf(symbol);
  return { name, path: [name], use, types, ...(written && { written }) };
}
