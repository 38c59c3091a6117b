// Rows that the checker computes: utility, mapped, conditional and generic types.
import type { Maker, Row } from './generator.js';
import { body, declared, type Member, memberText, objectSpec, someMembers } from './members.js';
import { literals } from './scalars.js';
import { quoted, type Spec, spelled } from './spec.js';
import { NULL, union } from './unions.js';

/** Members, the type that has them, and its name. */
function origin(maker: Maker) {
  const members = someMembers(maker);
  return { members, name: declared(maker, 'Origin', members).text };
}

function picked(maker: Maker): Spec {
  const { members, name } = origin(maker);
  const kept = maker.random.some(members, 1 + maker.random.below(members.length));
  const names = kept.map((member) => quoted(member.name)).join(' | ');
  return objectSpec(`Pick<${name}, ${names}>`, kept);
}

function omitted(maker: Maker): Spec {
  const first: Member = { name: 'stays', spec: maker.child(), optional: false };
  const others = someMembers(maker);
  const name = declared(maker, 'Whole', [first, ...others]).text;
  const gone = maker.random.some(others, 1 + maker.random.below(others.length));
  const names = gone.map((member) => quoted(member.name)).join(' | ');
  const kept = [first, ...others.filter((member) => !gone.includes(member))];
  return objectSpec(`Omit<${name}, ${names}>`, kept);
}

function partial(maker: Maker): Spec {
  const { members, name } = origin(maker);
  return objectSpec(
    `Partial<${name}>`,
    members.map((member) => ({ ...member, optional: true })),
  );
}

/** `-?` takes undefined away from members that were optional, and only from those. */
function required(maker: Maker): Spec {
  const { members, name } = origin(maker);
  return objectSpec(
    `Required<${name}>`,
    members.map((member) => ({
      ...member,
      optional: false,
      undefinable: !member.optional && member.undefinable === true,
    })),
  );
}

function readonlyOf(maker: Maker): Spec {
  const { members, name } = origin(maker);
  return objectSpec(`Readonly<${name}>`, members);
}

function nullableMembers(maker: Maker): Spec {
  const { members, name } = origin(maker);
  const mapped = members.map((member) => ({ ...member, spec: union([member.spec, NULL]) }));
  return objectSpec(`{ [K in keyof ${name}]: ${name}[K] | null }`, mapped);
}

function renamed(maker: Maker): Spec {
  const { members, name } = origin(maker);
  const text = `{ [K in keyof ${name} as \`get_\${K}\`]: ${name}[K] }`;
  return objectSpec(
    text,
    members.map((member) => ({ ...member, name: `get_${member.name}` })),
  );
}

function indexedAccess(maker: Maker): Spec {
  const spec = maker.child();
  const name = declared(maker, 'Holder', [{ name: 'inside', spec, optional: false }]).text;
  return spelled(spec, `${name}["inside"]`);
}

function conditional(maker: Maker): Spec {
  const [yes, no] = [maker.child(), maker.child()];
  const name = maker.declare(
    'If',
    (own) => `type ${own}<T> = T extends string ? ${yes.text} : ${no.text};`,
  );
  return maker.random.chance(0.5)
    ? spelled(yes, `${name}<"some">`)
    : spelled(no, `${name}<number>`);
}

function inferred(maker: Maker): Spec {
  const spec = maker.child();
  return spelled(
    spec,
    maker.random.pick([
      `Awaited<Promise<${spec.text}>>`,
      `ReturnType<() => ${spec.text}>`,
      `Parameters<(first: ${spec.text}) => void>[0]`,
    ]),
  );
}

/** Those members of a union that have a tag. */
function extracted(maker: Maker): Spec {
  const [kept, gone] = [true, false].map((tag): readonly Member[] => [
    { name: 'ok', spec: literals(String(tag), [tag]), optional: false },
    ...someMembers(maker),
  ]);
  const name = maker.declare(
    'Both',
    (own) => `type ${own} = ${body(kept ?? [])} | ${body(gone ?? [])};`,
  );
  const text = maker.random.pick([
    `Extract<${name}, { ok: true }>`,
    `Exclude<${name}, { ok: false }>`,
  ]);
  return objectSpec(text, kept ?? []);
}

function typeOf(maker: Maker): Spec {
  const spec = maker.child();
  const name = maker.declare('sample', (own) => `declare const ${own}: { inside: ${spec.text} };`);
  return objectSpec(`(typeof ${name})`, [{ name: 'inside', spec, optional: false }]);
}

function generic(maker: Maker): Spec {
  const argument = maker.child();
  const other = maker.child();
  const [head, use] = maker.random.pick([
    ['<T>', `<${argument.text}>`],
    ['<T extends unknown, U = string>', `<${argument.text}>`],
    [`<T = ${argument.text}>`, ''],
  ] as const);
  const member = (text: string): Member[] => [
    { name: 'item', spec: spelled(argument, text), optional: false },
    { name: 'other', spec: other, optional: true },
  ];
  const name = maker.declare('Box', (own) =>
    maker.random.chance(0.5)
      ? `${maker.exported()}interface ${own}${head} ${body(member('T'))}`
      : `${maker.exported()}type ${own}${head} = ${body(member('T'))};`,
  );
  return objectSpec(`${name}${use}`, member(argument.text));
}

function genericTree(maker: Maker): Spec {
  const value: Member = { name: 'value', spec: maker.child(), optional: false };
  const name = maker.declare(
    'Node',
    (own) =>
      `${maker.exported()}interface ${own}<T> { ${memberText({ ...value, spec: spelled(value.spec, 'T') })}; next?: ${own}<T> }`,
  );
  const text = `${name}<${value.spec.text}>`;
  const self: Spec = {
    text,
    sample: (random, fuel) => whole.sample(random, fuel - 1),
    decode: (json, mode) => whole.decode(json, mode),
  };
  const whole = objectSpec(text, [value, { name: 'next', spec: self, optional: true }]);
  return whole;
}

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const COMPUTED: readonly Row[] = [
  row('Pick', picked),
  row('Omit', omitted),
  row('Partial', partial),
  row('Required', required),
  row('Readonly', readonlyOf),
  row('mapped type', nullableMembers),
  row('mapped type that renames', renamed),
  row('indexed access', indexedAccess),
  row('conditional type', conditional),
  row('Awaited, ReturnType, Parameters', inferred),
  row('Extract of objects', extracted),
  row('typeof', typeOf),
  row('generic, instantiated', generic),
  row('recursive generic', genericTree),
];
