// TypeScript enums: their values, and the name generated code may give them.
import { ts } from 'ts-morph';
import type { SchemaNode } from '../../../model/schema.js';
import { docOf } from '../docs/doc.js';
import { type Named, typeName } from './type-name.js';
import type { Walk } from './walk.js';

/** Members of one TypeScript enum as a node that knows the enum's name. */
export function enumOf(walk: Walk, members: readonly ts.Type[]): SchemaNode {
  const values = members.flatMap((member) =>
    member.isStringLiteral() || member.isNumberLiteral() ? [member.value] : [],
  );
  const [first] = members;
  // An enum with computed members is a number to the compiler.
  if (values.length === 0 || first === undefined) return { kind: 'number' };
  const description = memberDocs(members);
  return {
    kind: 'enum',
    values,
    ...(description === '' ? {} : { description }),
    enumType: enumName(walk, first),
  };
}

function memberDocs(members: readonly ts.Type[]): string {
  return members
    .flatMap((member) => {
      const declaration = member.symbol?.valueDeclaration;
      const summary = declaration === undefined ? '' : docOf([declaration]).summary;
      const value = member.isStringLiteral() || member.isNumberLiteral() ? member.value : '';
      return summary === '' ? [] : [`${value}: ${summary}`];
    })
    .join('\n');
}

function enumName({ reading }: Walk, member: ts.Type): Named {
  const declaration = enumDeclaration(member);
  return declaration === undefined
    ? 'unnamed'
    : typeName(reading, reading.checker.getSymbolAtLocation(declaration.name));
}

/** The enum a member's type belongs to. */
export function enumDeclaration(type: ts.Type): ts.EnumDeclaration | undefined {
  const declaration = type.symbol?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isEnumDeclaration(declaration)) return declaration;
  return ts.isEnumMember(declaration) ? declaration.parent : undefined;
}
