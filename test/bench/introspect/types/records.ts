// Rows of records and index signatures.
import type { Maker, Row } from './generator.js';
import { body, NAMES, objectSpec, STRING_KEYS, someMembers } from './members.js';
import { quoted, type Spec } from './spec.js';
import { union } from './unions.js';

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

/** A string signature with a narrower one for some of the keys. */
function severalIndexes(maker: Maker): Spec {
  const templated = maker.child();
  const value = union([templated, maker.child()]);
  const text = `{ [key: string]: ${value.text}; [key: \`x-\${string}\`]: ${templated.text} }`;
  return objectSpec(text, [], { keys: ['a', 'other', 'x-1', 'x-'], value, templated });
}

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const RECORDS: readonly Row[] = [
  row('Record of strings', stringRecord),
  row('Record of numbers', numberRecord),
  row('Record of templates', templateRecord),
  row('Record of literals', literalRecord),
  row('Record of an enum', enumRecord),
  row('members and index signature', mixed),
  row('members and template signature', mixedTemplate),
  row('several index signatures', severalIndexes),
];
