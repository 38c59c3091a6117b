// Rows of objects with members: literals, interfaces, inheritance, classes.
import type { Maker, Row } from './generator.js';
import { body, declared, type Member, memberText, objectSpec, someMembers } from './members.js';
import type { Spec } from './spec.js';

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

const row = (name: string, make: (maker: Maker) => Spec): Row => ({ name, make });

export const OBJECTS: readonly Row[] = [
  row('object literal type', (maker) => {
    const members = someMembers(maker);
    return objectSpec(body(members), members);
  }),
  row('interface or alias', (maker) => declared(maker, 'Shape', someMembers(maker))),
  row('inheritance', inherited),
  row('data class', dataClass),
];
