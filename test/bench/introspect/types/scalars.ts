// Rows without a type inside: primitives, literals, enums, template literals, brands.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker, Row } from './generator.js';
import type { Random } from './random.js';
import { plain, quoted, raw, type Spec } from './spec.js';

export const WORDS = ['', 'a', 'hello', 'x-1', 'true', '5', 'b c', 'ünï', 'null'] as const;
const NUMBERS = [0, 1, -1, 2.5, 42, 1_000_000] as const;
const NAMES = ['red', 'green', 'blue', 'dark-blue', 'with space', ''] as const;

const string = plain('string', (random) => random.pick(WORDS));
const number = plain('number', (random) => random.pick(NUMBERS));
const boolean = plain('boolean', (random) => random.chance(0.5));

/** Any JSON. */
export function anyJson(random: Random, fuel: number): Json {
  const leaf = () => random.pick<Json>([...WORDS, ...NUMBERS, true, false, null]);
  if (fuel <= 0 || random.chance(0.5)) return leaf();
  return random.chance(0.5)
    ? [anyJson(random, fuel - 1)]
    : { [random.pick(['a', 'b', 'other'])]: anyJson(random, fuel - 1) };
}

/** A type whose values are some literals. */
export function literals(text: string, values: readonly Json[]): Spec {
  return plain(text, (random) => random.pick(values));
}

function someNames({ random }: Maker, least = 1): string[] {
  return random.some(NAMES, least + random.below(4));
}

function union(values: readonly (string | number | boolean)[]): string {
  const parts = values.map((value) => JSON.stringify(value));
  return parts.length === 1 ? parts.join() : `(${parts.join(' | ')})`;
}

/** An enum's value is its member; a plain literal is refused by the compiler where the enum is no number's. */
function enumSpec(name: string, values: readonly (string | number)[]): Spec {
  return {
    text: name,
    sample: (random) => random.pick(values),
    decode: (json) => {
      const member = [...values.entries()].find(([, value]) => value === json);
      return member === undefined ? raw(json) : [`${name}.M${member[0]}`];
    },
  };
}

function enumRow(name: string, isConst: boolean, memberOf: (random: Random, at: number) => string) {
  return (maker: Maker): Spec => {
    const members = Array.from({ length: 1 + maker.random.below(4) }, (_, index) =>
      memberOf(maker.random, index),
    );
    const body = members.map((value, index) => `M${index} = ${value}`).join(', ');
    const declared = maker.declare(
      name,
      (own) => `${maker.exported()}${isConst ? 'const ' : ''}enum ${own} { ${body} }`,
    );
    return enumSpec(
      declared,
      members.map((value) => JSON.parse(value)),
    );
  };
}

const stringMember = (_: Random, at: number) => quoted(NAMES[at] ?? `m${at}`);
const numberMember = (_: Random, at: number) => String([0, 1, 10, -3, 7][at]);

const HOLES: readonly (readonly [string, readonly string[]])[] = [
  ['string', ['', 'a', 'b-c']],
  ['number', ['0', '12', '-3', '2.5']],
  ['boolean', ['true', 'false']],
  ['"x" | "y"', ['x', 'y']],
  ['bigint', ['0', '-12']],
];

function template({ random }: Maker): Spec {
  const [hole, texts] = random.pick(HOLES);
  const [before, after] = random.pick([
    ['', '-end'],
    ['v', ''],
    ['a.', '(z)'],
  ] as const);
  return plain(`\`${before}\${${hole}}${after}\``, (each) => before + each.pick(texts) + after);
}

function twoHoles({ random }: Maker): Spec {
  const [[first, firsts], [second, seconds]] = [random.pick(HOLES), random.pick(HOLES)];
  return plain(
    `\`\${${first}}:\${${second}}\``,
    (each) => `${each.pick(firsts)}:${each.pick(seconds)}`,
  );
}

function brand(maker: Maker): Spec {
  const base = maker.random.pick([string, number, boolean]);
  const tag = maker.random.pick([
    (name: string) => `{ readonly __brand: ${quoted(name)} }`,
    (name: string) => `{ readonly _tag_: ${quoted(name)} }`,
    () =>
      `{ readonly [${maker.declare('mark', (own) => `declare const ${own}: unique symbol;`)}]: true }`,
  ]);
  const name = maker.declare(
    'Brand',
    (own) => `${maker.exported()}type ${own} = ${base.text} & ${tag(own)};`,
  );
  return {
    text: name,
    sample: base.sample,
    decode: (json) => raw(json).map((expression) => `brand<${base.text}, ${name}>(${expression})`),
  };
}

function keys(maker: Maker): Spec {
  const names = someNames(maker);
  const members = names.map((name) => `${quoted(name)}: 1`).join(', ');
  const [body, own] = maker.random.chance(0.5)
    ? [(name: string) => `interface ${name} { ${members} }`, 'keyof ']
    : [(name: string) => `const ${name} = { ${members} };`, 'keyof typeof '];
  const name = maker.declare('Keys', (it) => `${maker.exported()}${body(it)}`);
  return literals(`(${own}${name})`, names);
}

function excluded(maker: Maker): Spec {
  const [first = 'a', ...others] = someNames(maker, 2);
  return maker.random.chance(0.5)
    ? literals(`Exclude<${union([first, ...others])}, ${quoted(first)}>`, others)
    : literals(`Extract<${union([first, ...others])}, ${quoted(first)} | 5>`, [first]);
}

function cased(maker: Maker): Spec {
  const names = someNames(maker);
  return maker.random.chance(0.5)
    ? literals(
        `Uppercase<${union(names)}>`,
        names.map((name) => name.toUpperCase()),
      )
    : literals(
        `\`on_\${${union(names)}}\``,
        names.map((name) => `on_${name}`),
      );
}

function constList(maker: Maker): Spec {
  const names = someNames(maker);
  const name = maker.declare('LIST', (own) => `const ${own} = ${JSON.stringify(names)} as const;`);
  return literals(`(typeof ${name})[number]`, names);
}

const leaf = (name: string, make: (maker: Maker) => Spec): Row => ({ name, leaf: true, make });

export const SCALARS: readonly Row[] = [
  leaf('string', () => string),
  leaf('number', () => number),
  leaf('boolean', ({ random }) =>
    random.chance(0.5) ? boolean : { ...boolean, text: '(true | false)' },
  ),
  leaf('null', () => literals('null', [null])),
  leaf('literal', ({ random }) => {
    const value = random.pick([...NAMES, 5, -1, 2.5, true, false]);
    return literals(JSON.stringify(value), [value]);
  }),
  leaf('union of literals', (maker) => {
    const values = [
      ...someNames(maker),
      ...maker.random.some([1, 2, true, false, -7], maker.random.below(4)),
    ];
    return literals(union(values), values);
  }),
  leaf('string enum', enumRow('Name', false, stringMember)),
  leaf('number enum', enumRow('Level', false, numberMember)),
  leaf('const enum', (maker) =>
    enumRow('Fixed', true, maker.random.chance(0.5) ? stringMember : numberMember)(maker),
  ),
  leaf('enum member', (maker) => {
    const name = maker.declare(
      'Part',
      (own) => `${maker.exported()}enum ${own} { M0 = "one", M1 = "two", M2 = 3 }`,
    );
    return { ...enumSpec(name, ['one', 'two']), text: `(${name}.M0 | ${name}.M1)` };
  }),
  leaf('keyof', keys),
  leaf('Exclude, Extract', excluded),
  leaf('computed literals', cased),
  leaf('member of a const list', constList),
  leaf('template literal', template),
  leaf('template literal, two holes', twoHoles),
  leaf('cased string', ({ random }) =>
    random.chance(0.5)
      ? literals('Uppercase<string>', ['', 'ABC', 'X-1'])
      : literals('Capitalize<string>', ['', 'Abc', 'X-y', '1']),
  ),
  leaf('brand', brand),
  leaf('unknown', ({ random }) => ({
    ...plain(random.chance(0.5) ? 'unknown' : 'any', anyJson),
    open: true,
  })),
];
