// The specs of object types: members, index signatures, and how their values are written.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker } from './generator.js';
import type { Random } from './random.js';
import { combined, isRecord, type Mode, quoted, raw, type Spec } from './spec.js';

export interface Member {
  readonly name: string;
  readonly spec: Spec;
  readonly optional: boolean;
  /** The type itself allows undefined; JSON says it by leaving the member out. */
  readonly undefinable?: boolean;
  readonly readonly?: boolean;
}

/** What stands behind an index signature: keys made to fit, and the values' type. */
export interface Index {
  readonly keys: readonly string[];
  readonly value: Spec;
  /** The values of those keys that start with `x-`, where they are of a type of their own. */
  readonly templated?: Spec;
  /** The compiler takes arrays and strings for number keys; here an object type means a JSON object. */
  readonly numeric?: boolean;
}

/** Keys for index signatures. */
export const STRING_KEYS = ['a', 'other', 'with space', '7'];

export const NAMES = [
  'id',
  'count',
  'tags',
  'owner',
  'note',
  'with space',
  'x-y',
  '_id',
  'größe',
  'state',
];

export function memberText({ name, spec, optional, undefinable, readonly }: Member): string {
  const type = undefinable ? `${spec.text} | undefined` : spec.text;
  return `${readonly ? 'readonly ' : ''}${quoted(name)}${optional ? '?' : ''}: ${type}`;
}

export function body(members: readonly Member[], more: readonly string[] = []): string {
  return `{ ${[...members.map(memberText), ...more].join('; ')} }`;
}

/** The spec of an object type that is written as `text`. */
export function objectSpec(text: string, members: readonly Member[], index?: Index): Spec {
  return {
    text,
    sample: (random, fuel) =>
      Object.fromEntries([
        ...members
          .filter(
            ({ optional, undefinable }) =>
              !(optional || undefinable) || (fuel > 0 && random.chance(0.5)),
          )
          .map(({ name, spec }) => [name, spec.sample(random, fuel - 1)] as const),
        ...indexed(random, fuel, index),
      ]),
    decode: (json, mode) => {
      if (isRecord(json)) return objectLiteral(json, members, index, mode);
      return index?.numeric === true && (Array.isArray(json) || typeof json === 'string')
        ? []
        : raw(json);
    },
  };
}

function indexed(
  random: Random,
  fuel: number,
  index?: Index,
): readonly (readonly [string, Json])[] {
  if (index === undefined || fuel <= 0) return [];
  const keys = random.some(index.keys, random.below(index.keys.length + 1));
  return keys.map((key) => [key, typeBehind(index, key).sample(random, fuel - 1)] as const);
}

function typeBehind({ value, templated }: Index, key: string): Spec {
  return templated !== undefined && key.startsWith('x-') ? templated : value;
}

function objectLiteral(
  json: { readonly [key: string]: Json },
  members: readonly Member[],
  index: Index | undefined,
  mode: Mode,
): readonly string[] {
  const specOf = (key: string) =>
    members.find(({ name }) => name === key)?.spec ?? (index && typeBehind(index, key));
  const present = Object.entries(json).map(([key, value]) =>
    (specOf(key)?.decode(value, mode) ?? raw(value)).map(
      (expression) => `${quoted(key)}: ${expression}`,
    ),
  );
  // JSON has no undefined: a member that may be undefined may be absent.
  const absent = members
    .filter(
      ({ name, optional, undefinable }) => undefinable && !optional && !Object.hasOwn(json, name),
    )
    .map(({ name }) => [`${quoted(name)}: undefined`]);
  return combined([...present, ...absent]).map((parts) => `{ ${parts.join(', ')} }`);
}

/** One to four members; at most as many as there are names besides `taken`. */
export function someMembers(maker: Maker, taken: readonly string[] = []): Member[] {
  const free = NAMES.filter((name) => !taken.includes(name));
  return maker.random.some(free, 1 + maker.random.below(4)).map((name) => {
    const spec = maker.child();
    return {
      name,
      spec,
      optional: maker.random.chance(0.3),
      undefinable: spec.open !== true && maker.random.chance(0.15),
      readonly: maker.random.chance(0.2),
    };
  });
}

/** Declares an interface or an alias of these members. */
export function declared(maker: Maker, stem: string, members: readonly Member[]): Spec {
  const isInterface = maker.random.chance(0.5);
  const name = maker.declare(stem, (own) =>
    isInterface
      ? `${maker.exported()}interface ${own} ${body(members)}`
      : `${maker.exported()}type ${own} = ${body(members)};`,
  );
  return objectSpec(name, members);
}
