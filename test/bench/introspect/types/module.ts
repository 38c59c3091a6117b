// The module that is wrapped: the random types, and for each a function that gives back what it gets.
import type { Json } from '../../../../src/model/schema.js';
import type { RandomType } from './generator.js';
import type { Random } from './random.js';

/** A type with the function that takes it. */
export interface Subject {
  readonly type: RandomType;
  /** The exported function, and so the tool. */
  readonly tool: string;
  readonly source: string;
  /** What the function is given, and gives back, for a value of the type. */
  readonly wrap: (json: Json) => Json;
}

/** Functions of different forms around each type. */
export function subjectsOf(types: readonly RandomType[], random: Random): readonly Subject[] {
  return types.map((type, index) => {
    const tool = `f${index}`;
    const { name, spec } = type;
    // What takes anything, however its type is passed on, is no tool.
    const form = random.pick(spec.open === true ? FORMS.filter(({ typed }) => !typed) : FORMS);
    return {
      type,
      tool,
      wrap: form.wrap ?? ((json) => json),
      source: [
        ...type.declarations,
        `type ${name} = ${spec.text};`,
        '/** Gives back what it gets. */',
        form.write(tool, name),
      ].join('\n'),
    };
  });
}

interface Form {
  /** What the function is given for a value of the type; the value itself when absent. */
  readonly wrap?: (json: Json) => Json;
  /** Not for any and unknown. */
  readonly typed?: true;
  write(tool: string, type: string): string;
}

const BODY = '{ return value; }';
const boxed = (value: Json) => ({ value });

const FORMS: readonly Form[] = [
  { write: (tool, type) => `export function ${tool}(value: ${type}): ${type} ${BODY}` },
  {
    write: (tool, type) =>
      `export async function ${tool}(value: ${type}): Promise<${type}> ${BODY}`,
  },
  {
    write: (tool, type) =>
      `export const ${tool} = (value: ${type}, other?: number): ${type} => ${BODY};`,
  },
  {
    typed: true,
    write: (tool, type) =>
      `export function ${tool}<X extends ${type}>(value: X): ${type} { return value as ${type}; }`,
  },
  {
    write: (tool, type) => `export function ${tool}(value?: ${type}): ${type} | undefined ${BODY}`,
  },
  {
    wrap: boxed,
    write: (tool, type) =>
      `export function ${tool}(box: { value: ${type} }): { value: ${type} } { return box; }`,
  },
  {
    wrap: boxed,
    write: (tool, type) =>
      `export function ${tool}({ value }: { value: ${type} }): { value: ${type} } { return { value }; }`,
  },
  {
    typed: true,
    wrap: (json) => [json],
    write: (tool, type) => `export function ${tool}(...value: ${type}[]): ${type}[] ${BODY}`,
  },
];

export function moduleSource(subjects: readonly Subject[]): string {
  return `${subjects.map(({ source }) => source).join('\n\n')}\n`;
}
