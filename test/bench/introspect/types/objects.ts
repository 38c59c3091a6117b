// Rows of objects: literals, interfaces, inheritance, classes, records, index signatures, recursion.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker, Row } from './generator.js';
import type { Random } from './random.js';
import { combined, isRecord, type Mode, quoted, raw, type Spec, spelled } from './spec.js';

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
  /** The compiler takes arrays and strings for number keys; here an object type means a JSON object. */
  readonly numeric?: boolean;
}

const NAMES = [
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
  return keys.map((key) => [key, index.value.sample(random, fuel - 1)] as const);
}

function objectLiteral(
  json: { readonly [key: string]: Json },
  members: readonly Member[],
  index: Index | undefined,
  mode: Mode,
): readonly string[] {
  const specOf = (key: string) => members.find(({ name }) => name === key)?.spec ?? index?.value;
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

function inherited(maker: Maker): Spec {
  const first = someMembers(maker);
  const second = someMembers(
    maker,
    first.map(({ name }) => name),
  );
  const above = maker.declare('Base', (own) => `interface ${own} ${body(first)}`);
  const name = maker.declare(
    'Derived',
    (own) => `${maker.exported()}interface ${own} extends ${above} ${body(second)}`,
  );
  return objectSpec(name, [...first, ...second]);
}

function dataClass(maker: Maker): Spec {
  const first = someMembers(maker);
  const second = someMembers(
    maker,
    first.map(({ name }) => name),
  );
  const fields = (members: readonly Member[]) =>
    members.map((member) => `declare ${memberText(member)};`).join(' ');
  const above = maker.declare('Data', (own) => `export class ${own} { ${fields(first)} }`);
  if (maker.random.chance(0.5)) return objectSpec(above, first);
  const name = maker.declare(
    'More',
    (own) => `export class ${own} extends ${above} { ${fields(second)} }`,
  );
  return objectSpec(name, [...first, ...second]);
}

const STRING_KEYS = ['a', 'other', 'with space', '7'];
const NUMBER_KEYS = ['0', '7', '-1', '2.5'];
const TEMPLATE_KEYS = ['x-', 'x-1', 'x-a b'];

function stringRecord(maker: Maker): Spec {
  const value = maker.child();
  const text = maker.random.pick([
    `Record<string, ${value.text}>`,
    `{ [key: string]: ${value.text} }`,
  ]);
  return objectSpec(text, [], { keys: STRING_KEYS, value });
}

function numberRecord(maker: Maker): Spec {
  const value = maker.child();
  const text = maker.random.pick([
    `Record<number, ${value.text}>`,
    `{ [key: number]: ${value.text} }`,
  ]);
  return objectSpec(text, [], { keys: NUMBER_KEYS, value, numeric: true });
}

function templateRecord(maker: Maker): Spec {
  const value = maker.child();
  const key = `\`x-\${string}\``;
  const text = maker.random.pick([
    `Record<${key}, ${value.text}>`,
    `{ [key: ${key}]: ${value.text} }`,
  ]);
  return objectSpec(text, [], { keys: TEMPLATE_KEYS, value });
}

function literalRecord(maker: Maker): Spec {
  const names = maker.random.some(NAMES, 1 + maker.random.below(3));
  const spec = maker.child();
  const partial = maker.random.chance(0.3);
  const members = names.map((name) => ({ name, spec, optional: partial }));
  const record = `Record<${names.map(quoted).join(' | ')}, ${spec.text}>`;
  return objectSpec(partial ? `Partial<${record}>` : record, members);
}

function enumRecord(maker: Maker): Spec {
  const spec = maker.child();
  const keys = maker.random.pick([
    ['"up"', '"down"'],
    ['0', '5'],
  ]);
  const members = keys.map((key, at) => `M${at} = ${key}`).join(', ');
  const name = maker.declare('Way', (own) => `${maker.exported()}enum ${own} { ${members} }`);
  return objectSpec(
    `Record<${name}, ${spec.text}>`,
    keys.map((key) => ({ name: String(JSON.parse(key)), spec, optional: false })),
  );
}

/** Declared members beside an index signature, all of one type. */
function mixed(maker: Maker): Spec {
  const value = maker.child();
  const members = maker.random
    .some(['id', 'note'], 1 + maker.random.below(2))
    .map((name) => ({ name, spec: value, optional: false }));
  return objectSpec(body(members, [`[key: string]: ${value.text}`]), members, {
    keys: STRING_KEYS,
    value,
  });
}

/** A template signature beside members of other types. */
function mixedTemplate(maker: Maker): Spec {
  const value = maker.child();
  const members = someMembers(maker, ['x-y']);
  const text = body(members, [`[key: \`x-\${string}\`]: ${value.text}`]);
  return objectSpec(text, members, { keys: TEMPLATE_KEYS, value });
}

/** A type that contains itself; `build` gets the type's own spec. */
function recursive(
  maker: Maker,
  stem: string,
  build: (self: Spec) => { text: string; spec: Spec },
): Spec {
  const known: { spec?: Spec } = {};
  const inner = (): Spec => {
    if (known.spec === undefined) throw new Error('a recursive type was asked while being made');
    return known.spec;
  };
  const name = maker.declare(stem, (own) => {
    const self: Spec = {
      text: own,
      sample: (random, fuel) => inner().sample(random, fuel),
      decode: (json, mode) => inner().decode(json, mode),
    };
    const { text, spec } = build(self);
    known.spec = spelled(spec, own);
    return `${maker.exported()}${text}`;
  });
  return spelled(inner(), name);
}

function tree(maker: Maker): Spec {
  const value: Member = { name: 'value', spec: maker.child(), optional: false };
  const listed = maker.random.chance(0.5);
  return recursive(maker, 'Tree', (self) => {
    const children: Member = listed
      ? { name: 'children', spec: listOf(self), optional: true }
      : { name: 'next', spec: nullableOf(self), optional: false };
    const members = [value, children];
    return {
      text: `interface ${self.text} ${body(members)}`,
      spec: objectSpec(self.text, members),
    };
  });
}

function listOf(item: Spec): Spec {
  return {
    text: `${item.text}[]`,
    sample: (random, fuel) =>
      fuel > 0 ? Array.from({ length: random.below(3) }, () => item.sample(random, fuel - 2)) : [],
    decode: (json, mode) =>
      Array.isArray(json)
        ? combined(json.map((each) => item.decode(each, mode))).map(
            (parts) => `[${parts.join(', ')}]`,
          )
        : raw(json),
  };
}

function nullableOf(item: Spec): Spec {
  return {
    text: `(${item.text} | null)`,
    sample: (random, fuel) =>
      fuel > 0 && random.chance(0.6) ? item.sample(random, fuel - 2) : null,
    decode: (json, mode) => (json === null ? raw(json) : item.decode(json, mode)),
  };
}

/** Like the type of any JSON: text, lists of itself, objects of itself. */
function jsonLike(maker: Maker): Spec {
  return recursive(maker, 'Json', (self) => {
    const record = objectSpec(`{ [key: string]: ${self.text} }`, [], {
      keys: STRING_KEYS,
      value: self,
    });
    const list = listOf(self);
    const spec: Spec = {
      text: self.text,
      sample: (random, fuel) =>
        fuel <= 0 ? random.pick(['leaf', 5]) : random.pick([list, record]).sample(random, fuel - 1),
      decode: (json, mode) => (Array.isArray(json) ? list : record).decode(json, mode),
    };
    return { text: `type ${self.text} = string | number | ${list.text} | ${record.text};`, spec };
  });
}

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const OBJECTS: readonly Row[] = [
  row('object literal type', (maker) => {
    const members = someMembers(maker);
    return objectSpec(body(members), members);
  }),
  row('interface or alias', (maker) => declared(maker, 'Shape', someMembers(maker))),
  row('inheritance', inherited),
  row('data class', dataClass),
  row('Record of strings', stringRecord),
  row('Record of numbers', numberRecord),
  row('Record of templates', templateRecord),
  row('Record of literals', literalRecord),
  row('Record of an enum', enumRecord),
  row('members and index signature', mixed),
  row('members and template signature', mixedTemplate),
  row('recursive interface', tree),
  row('recursive union', jsonLike),
];
