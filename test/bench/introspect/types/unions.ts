// Rows of unions and intersections.
import type { Json } from '../../../../src/model/schema.js';
import type { Maker, Row } from './generator.js';
import { body, declared, type Member, objectSpec, someMembers } from './members.js';
import { literals } from './scalars.js';
import { raw, type Spec } from './spec.js';

/** A union that is written otherwise than by its members. */
export function unionSpec(text: string, options: readonly Spec[]): Spec {
  return {
    text,
    open: options.some(({ open }) => open),
    sample: (random, fuel) => random.pick(options).sample(random, fuel),
    decode: (json, mode) => {
      const written = options.flatMap((option) =>
        option
          .decode(json, mode)
          .map((expression) =>
            mode === 'loose' ? expression : `is<${option.text}>(${expression})`,
          ),
      );
      return [...new Set(written)];
    },
  };
}

function textOf(options: readonly Spec[]): string {
  return `(${options.map(({ text }) => text).join(' | ')})`;
}

/** A value is written for each member in turn; `closed` holds it against that member alone. */
export function union(options: readonly Spec[]): Spec {
  return unionSpec(textOf(options), options);
}

export const NULL: Spec = { text: 'null', sample: () => null, decode: raw };

function tagged(maker: Maker): Spec {
  const tags: readonly Json[] = maker.random.pick<readonly Json[]>([
    ['circle', 'square', 'with space'],
    [1, 2, 3],
    [true, false],
  ]);
  const options = tags.slice(0, 2 + maker.random.below(2)).map((tag): Spec => {
    const members: Member[] = [
      { name: 'kind', spec: literals(JSON.stringify(tag), [tag]), optional: false },
      ...someMembers(maker),
    ];
    return maker.random.chance(0.5)
      ? declared(maker, 'Case', members)
      : objectSpec(body(members), members);
  });
  return union(options);
}

function enumTagged(maker: Maker): Spec {
  const name = maker.declare('Tag', (own) => `export enum ${own} { M0 = "one", M1 = "two" }`);
  const options = ['one', 'two'].map((value, at) => {
    const text = `${name}.M${at}`;
    const spec: Spec = {
      text,
      sample: () => value,
      decode: (json) => (json === value ? [text] : raw(json)),
    };
    const members = [{ name: 'type', spec, optional: false }, ...someMembers(maker)];
    return objectSpec(body(members), members);
  });
  return union(options);
}

function objects(maker: Maker): Spec {
  return union([
    declared(maker, 'Either', someMembers(maker)),
    declared(maker, 'Or', someMembers(maker)),
  ]);
}

function intersection(maker: Maker): Spec {
  const first = someMembers(maker);
  const second = someMembers(
    maker,
    first.map(({ name }) => name),
  );
  const left = declared(maker, 'Left', first).text;
  const { text, members } = maker.random.chance(0.5)
    ? helped(maker, left, first)
    : { text: left, members: first };
  const sides = [text, body(second)];
  if (maker.random.chance(0.3)) sides.reverse();
  return objectSpec(`(${sides.join(' & ')})`, [...members, ...second]);
}

/** As the language's own helpers make it of `name`: what they make has no name of its own. */
function helped(maker: Maker, name: string, members: readonly Member[]) {
  if (maker.random.chance(0.5)) return { text: `Readonly<${name}>`, members };
  return {
    text: `Partial<${name}>`,
    members: members.map((member) => ({ ...member, optional: true })),
  };
}

/** `(A | B) & C` is `A & C | B & C`. */
function distributed(maker: Maker): Spec {
  const [one, two, three] = [
    someMembers(maker, ['extra']),
    someMembers(maker, ['extra']),
    maker.child(),
  ];
  const shared: Member = { name: 'extra', spec: three, optional: false };
  const options = [one, two].map((members) =>
    objectSpec(`(${body(members)} & ${body([shared])})`, [...members, shared]),
  );
  return unionSpec(`((${body(one)} | ${body(two)}) & ${body([shared])})`, options);
}

function several(maker: Maker): Spec {
  return union(Array.from({ length: 2 + maker.random.below(3) }, () => maker.child()));
}

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const UNIONS: readonly Row[] = [
  row('nullable', (maker) => union([maker.child(), NULL])),
  row('union', several),
  row('union of objects', objects),
  row('discriminated union', tagged),
  row('union discriminated by an enum', enumTagged),
  row('intersection', intersection),
  row('union and object', distributed),
];
