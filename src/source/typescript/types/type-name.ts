// How generated code may name a type of the source: by an export, or not at all.
import { ts } from 'ts-morph';
import type { TypeName } from '../../../model/schema.js';
import { type Reading, relativeFile } from '../reading.js';

export type Named = TypeName | 'unnamed';

/** The name of what a symbol declares: an export of the entry, or of another file of the source. */
export function typeName(reading: Reading, symbol: ts.Symbol | undefined): Named {
  const declaration = symbol?.declarations?.find(isNamedType);
  if (symbol === undefined || declaration === undefined || isGeneric(declaration)) return 'unnamed';
  const name = reading.exported.get(symbol);
  if (name !== undefined) return { export: name };
  const exported = ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export;
  const top = ts.isSourceFile(declaration.parent);
  const file = declaration.getSourceFile().fileName;
  return exported && top && !file.includes('/node_modules/')
    ? { export: symbol.name, file: relativeFile(reading, file) }
    : 'unnamed';
}

type NamedType =
  | ts.EnumDeclaration
  | ts.TypeAliasDeclaration
  | ts.InterfaceDeclaration
  | ts.ClassDeclaration;

function isNamedType(node: ts.Declaration): node is NamedType {
  return (
    ts.isEnumDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node)
  );
}

/** Its name alone says too little. */
function isGeneric(node: NamedType): boolean {
  return !ts.isEnumDeclaration(node) && (node.typeParameters?.length ?? 0) > 0;
}
