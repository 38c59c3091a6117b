// How an instance of a class is come by: exported as it is, by its constructor, or by a function that makes one.
import { ts } from 'ts-morph';
import type { Maker } from '../../../model/module.js';
import { type Reading, resolved } from '../reading.js';
import { awaitedType } from '../results/result.js';
import { isPrivate, moduleSymbol } from '../symbols.js';
import type { Candidate } from './exports.js';

/** The class of `base`, by its symbol. Without a maker its instance methods cannot be served. */
export function makerOf(
  reading: Reading,
  { symbol, path, name, type }: Candidate,
): Maker | undefined {
  const { checker } = reading;
  if (canBeMade(checker, symbol, type)) return { kind: 'new', path, class: name };
  const inside = checker
    .getPropertiesOfType(type)
    .filter((found) => !isPrivate(found))
    .map((found) => ({ path: [...path, found.name], symbol: found }));
  const beside = exportsOf(reading).map((found) => ({ path: [found.name], symbol: found }));
  for (const one of [...inside, ...beside].filter((found) => MAKES.test(found.symbol.name))) {
    const made = madeBy(checker, checker.getTypeOfSymbol(resolved(checker, one.symbol)));
    if (made === undefined || made.type.symbol !== symbol) continue;
    return { kind: 'call', path: one.path, class: name, ...(made.later ? { later: true } : {}) };
  }
  return undefined;
}

/** What other functions return is data, and may be another each time: `currentUser()`. */
const MAKES =
  /^(create|make|build|open|connect|init|initiali[sz]e|setup|getInstance|instance|shared|default)(?![a-z])/;

/** Whether the module exports an instance of the class: its methods are served as members of that. */
export function isExportedAsInstance(reading: Reading, symbol: ts.Symbol): boolean {
  return exportsOf(reading).some((exported) => {
    const type = reading.checker.getTypeOfSymbol(resolved(reading.checker, exported));
    return type.symbol === symbol && type.getConstructSignatures().length === 0;
  });
}

function exportsOf({ checker, entry }: Reading): readonly ts.Symbol[] {
  const module = moduleSymbol(checker, entry);
  const assigned = module?.exports?.get(ts.InternalSymbolName.ExportEquals);
  const whole = assigned && checker.getTypeOfSymbol(resolved(checker, assigned));
  const exported = [
    ...(module === undefined ? [] : checker.getExportsOfModule(module)),
    ...(whole === undefined ? [] : checker.getPropertiesOfType(whole)),
  ];
  // Of a class that is the whole CommonJS module, its prototype is listed, too.
  const own = exported.filter(({ flags }) => !(flags & ts.SymbolFlags.Prototype));
  return own.filter((symbol) => resolved(checker, symbol).flags & ts.SymbolFlags.Value);
}

function canBeMade(checker: ts.TypeChecker, symbol: ts.Symbol, type: ts.Type): boolean {
  const hidden = ts.ModifierFlags.Abstract | ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isAbstract = symbol.declarations?.some(
    (node) => ts.getCombinedModifierFlags(node) & hidden,
  );
  return (
    !isAbstract &&
    type.getConstructSignatures().some((signature) => {
      const { declaration } = signature;
      const isOpen = !declaration || !(ts.getCombinedModifierFlags(declaration) & hidden);
      return isOpen && asksNothing(checker, signature);
    })
  );
}

/** What a function gives that can be called without arguments. */
function madeBy(
  checker: ts.TypeChecker,
  type: ts.Type,
): { readonly type: ts.Type; readonly later: boolean } | undefined {
  const [signature, ...others] = type.getCallSignatures();
  if (signature === undefined || others.length > 0 || signature.typeParameters) return undefined;
  if (!asksNothing(checker, signature)) return undefined;
  const returned = checker.getReturnTypeOfSignature(signature);
  const awaited = awaitedType(checker, returned);
  return { type: awaited, later: awaited !== returned };
}

function asksNothing(checker: ts.TypeChecker, { parameters }: ts.Signature): boolean {
  return parameters.every(({ valueDeclaration: node }) => {
    if (node === undefined || !ts.isParameter(node)) return false;
    return node.dotDotDotToken !== undefined || checker.isOptionalParameter(node);
  });
}

/** Why a method of instances is skipped, and the two ways out. */
export function needsInstance(name: string) {
  return {
    reason: `it is a method of instances of the class ${name}`,
    hint: `export an instance (export const ${instanceName(name)} = new ${name}(…)) or a function without parameters that makes one`,
  };
}

function instanceName(name: string): string {
  const lower = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return lower === name ? `${name}Instance` : lower;
}

/** A function that makes the instance others are called on is no tool itself: what it returns is no data. */
export function makersAside(candidates: readonly Candidate[]): Candidate[] {
  const makers = new Map(
    candidates.flatMap(({ instance }) =>
      instance?.maker.kind === 'call'
        ? [[instance.maker.path.join('.'), instance.maker.class] as const]
        : [],
    ),
  );
  return candidates.map((one) => {
    const made = one.instance === undefined ? makers.get(one.path.join('.')) : undefined;
    if (made === undefined) return one;
    const reason = `it makes the ${made} that the tools of ${made} are called on`;
    const hint = `to make it a tool, export an instance of ${made} beside it`;
    return { ...one, refusal: { reason, hint } };
  });
}
