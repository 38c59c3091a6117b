// The module that is wrapped: the random types, and for each a function that gives back what it gets.
import type { RandomType } from './generator.js';
import type { Random } from './random.js';

/** A type with the function that takes it. */
export interface Subject {
  readonly type: RandomType;
  /** The exported function, and so the tool. */
  readonly tool: string;
  readonly source: string;
  /** Whether the value stands in a box of its own: `{ value: T }` in, `{ value: T }` out. */
  readonly boxed: boolean;
}

/** Functions of different forms around each type. */
export function subjectsOf(types: readonly RandomType[], random: Random): readonly Subject[] {
  return types.map((type, index) => {
    const tool = `f${index}`;
    const { name, spec } = type;
    // A parameter of which only the caller knows the type is no tool.
    const form = random.pick(spec.open === true ? FORMS.filter(({ generic }) => !generic) : FORMS);
    return {
      type,
      tool,
      boxed: form.boxed === true,
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
  readonly boxed?: true;
  readonly generic?: true;
  write(tool: string, type: string): string;
}

const BODY = '{ return value; }';

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
    write: (tool, type) => `export function ${tool}<X extends ${type}>(value: X): ${type} ${BODY}`,
  },
  {
    boxed: true,
    write: (tool, type) =>
      `export function ${tool}(box: { value: ${type} }): { value: ${type} } { return box; }`,
  },
];

export function moduleSource(subjects: readonly Subject[]): string {
  return `${subjects.map(({ source }) => source).join('\n\n')}\n`;
}
