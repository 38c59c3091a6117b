// Rows of types that contain themselves.
import type { Maker, Row } from './generator.js';
import { body, type Member, objectSpec, STRING_KEYS } from './members.js';
import { combined, raw, type Spec, spelled } from './spec.js';

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
  const below = maker.random.pick(BELOW);
  return recursive(maker, 'Tree', (self) => {
    const members = [value, below(self)];
    return {
      text: `interface ${self.text} ${body(members)}`,
      spec: objectSpec(self.text, members),
    };
  });
}

/** The ways in which a type can hold itself. */
const BELOW: readonly ((self: Spec) => Member)[] = [
  (self) => ({ name: 'children', spec: listOf(self), optional: true }),
  (self) => ({ name: 'next', spec: nullableOf(self), optional: false }),
  (self) => ({ name: 'parts', spec: recordOf(self), optional: false }),
  (self) => ({ name: 'pair', spec: pairOf(self), optional: true }),
  (self) => ({ name: 'again', spec: self, optional: true }),
];

/** Two types that hold each other. */
function mutual(maker: Maker): Spec {
  const value: Member = { name: 'value', spec: maker.child(), optional: false };
  return recursive(maker, 'Parent', (self) => {
    const back: Member = { name: 'parent', spec: nullableOf(self), optional: false };
    const name = maker.declare('Child', (own) => `interface ${own} ${body([back])}`);
    const children = listOf(objectSpec(name, [back]));
    const members = [value, { name: 'children', spec: children, optional: false }];
    return { text: `type ${self.text} = ${body(members)};`, spec: objectSpec(self.text, members) };
  });
}

function recordOf(value: Spec): Spec {
  return objectSpec(`{ [key: string]: ${value.text} }`, [], { keys: STRING_KEYS, value });
}

function pairOf(item: Spec): Spec {
  const decode = listOf(item).decode;
  return {
    text: `[${item.text}, ${item.text}?]`,
    sample: (random, fuel) =>
      Array.from({ length: 1 + random.below(2) }, () => item.sample(random, fuel - 2)),
    decode,
  };
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
    const record = recordOf(self);
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

export const RECURSIVE: readonly Row[] = [
  row('recursive interface', tree),
  row('mutual recursion', mutual),
  row('recursive union', jsonLike),
];
