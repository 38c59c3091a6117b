// Signatures of one function held against each other: which one stands for others, which are served together.
import { covers } from '../../../model/covers.js';
import { anyResult, merged } from '../../../model/overloads.js';
import type { SchemaNode } from '../../../model/schema.js';
import type { Finding } from '../reading.js';
import type { Parameter } from './parameter.js';
import type { Shape } from './signature.js';

/** Those that no other one can stand for; each returns what those it stands for return, too. */
export function uncovered(shapes: readonly Shape[]): readonly Shape[] {
  const widest = shapes.filter((shape) => !shapes.some((other) => isWider(other, shape, shapes)));
  return widest.map((shape) => {
    const covered = shapes.filter((other) => takes(shape, other));
    return { ...withoutResult(shape), ...anyResult(covered) };
  });
}

/** The first of equals is the wider one. */
function isWider(wide: Shape, narrow: Shape, shapes: readonly Shape[]): boolean {
  if (wide === narrow || !takes(wide, narrow)) return false;
  return shapes.indexOf(wide) < shapes.indexOf(narrow) || !takes(narrow, wide);
}

/** Whether every call of `narrow` is one of `wide`; by position, names may differ; its result is got the same way. */
function takes(wide: Shape, narrow: Shape): boolean {
  if (JSON.stringify(wide.delivery) !== JSON.stringify(narrow.delivery)) return false;
  const count = Math.max(wide.parameters.length, narrow.parameters.length);
  const positions = Array.from({ length: count }, (_, index) => index);
  return positions.every((index) =>
    takesAt(at(wide.parameters, index), at(narrow.parameters, index)),
  );
}

/** The parameter at a position; a rest parameter is at its own and all later ones. */
function at(parameters: readonly Parameter[], index: number): Parameter | undefined {
  const last = parameters.at(-1);
  return parameters[index] ?? (last?.role === 'rest' ? last : undefined);
}

function takesAt(wide: Parameter | undefined, narrow: Parameter | undefined): boolean {
  if (narrow?.schema === undefined) return wide?.schema === undefined || wide.optional;
  if (wide?.schema === undefined) return false;
  if (narrow.role === 'rest' && wide.role !== 'rest') return false;
  if (!wide.optional && (narrow.optional || (narrow.undefinable && !wide.undefinable)))
    return false;
  return covers(each(wide, wide.schema), each(narrow, narrow.schema));
}

/** What stands at one position of a rest parameter. */
function each({ role }: Parameter, schema: SchemaNode): SchemaNode {
  return role === 'rest' && schema.kind === 'array' ? schema.items : schema;
}

const MOST = 4;

/** One tool of several signatures: the first four. */
export function together(first: Shape, others: readonly Shape[]): Shape {
  const shapes = inOneForm([first, ...others].slice(0, MOST));
  return {
    ...withoutSchema(withoutResult(first)),
    ...merged(shapes),
    definitions: Object.assign({}, ...shapes.map(({ definitions }) => definitions)),
    findings: [...shapes.flatMap(({ findings }) => findings), ...leftOut(others.length + 1)],
  };
}

/** Options keep the name of their parameter beside signatures whose parameters have theirs. */
function inOneForm(shapes: readonly Shape[]): readonly Shape[] {
  const isNamed = shapes.some(({ params }) => params.some(({ property }) => property));
  return isNamed ? shapes.map((shape) => ({ ...shape, ...shape.nested })) : shapes;
}

function withoutSchema({ inputFrom, ...rest }: Shape): Shape {
  return rest;
}

function withoutResult({ output, undefinable, ...rest }: Shape): Shape {
  return rest;
}

function leftOut(count: number): Finding[] {
  if (count <= MOST) return [];
  const message = `${count - MOST} of its overloads are left out: a tool is made of ${MOST} at most`;
  const hint = 'put @tool on those to serve, or export a wrapper for each';
  return [{ code: 'overload.omitted', severity: 'note', message, hint }];
}
