// Methods of instances that a package exports or lets one make: named once per instance, not served one by one.
import { ts } from 'ts-morph';
import type { Candidate } from './exports.js';

/**
 * The candidates of a package, each instance (or class) with its methods replaced by one that says why they
 * are not served: of a unit of measurement or a parser that is exported, nobody wants twenty tools.
 */
export function withoutInstances(candidates: readonly Candidate[]): Candidate[] {
  const owners = ownersOf(candidates);
  const named = new Set<string>();
  return candidates.flatMap((candidate) => {
    const type = instanceType(candidate, owners);
    if (type === undefined) return [candidate];
    const name = ownerOf(candidate);
    if (named.has(name)) return [];
    named.add(name);
    return [{ ...candidate, export: name, refusal: refusalOf(type) }];
  });
}

function refusalOf(type: string) {
  return {
    reason: `its methods belong to instances of ${type}`,
    hint: 'export a function that calls the method you want on one',
  };
}

/** The objects that a method's declaration is a member of, by name: an interface may describe many. */
function ownersOf(candidates: readonly Candidate[]): ReadonlyMap<ts.Node, ReadonlySet<string>> {
  const owners = new Map<ts.Node, Set<string>>();
  for (const candidate of candidates) {
    const known = owners.get(candidate.node) ?? new Set<string>();
    owners.set(candidate.node, known.add(ownerOf(candidate)));
  }
  return owners;
}

function ownerOf({ export: name }: Candidate): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

/** The type whose instances have this method; undefined for functions, static methods and the one API object. */
function instanceType(
  candidate: Candidate,
  owners: ReadonlyMap<ts.Node, ReadonlySet<string>>,
): string | undefined {
  const { node, path } = candidate;
  const { parent } = node;
  const ownMember = path.length < 2 || (path.length === 2 && path[0] === 'default');
  if (ownMember || parent === undefined) return undefined;
  if (ts.isClassLike(parent) && ts.isClassElement(node)) {
    const isStatic = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static;
    return isStatic ? undefined : (parent.name?.text ?? 'instance');
  }
  const isShared = (owners.get(node)?.size ?? 0) > 1;
  return ts.isInterfaceDeclaration(parent) && isShared ? parent.name.text : undefined;
}
