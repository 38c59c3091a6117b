// What generated code calls: members of the module, or of instances that it makes once.
import type { Maker, ModuleCall } from '../model/module.js';
import type { PlannedTool } from '../plan/server.js';
import { member } from './helpers.js';
import { functionType, memberType } from './type-path.js';

/** A function as generated code names it. */
export interface Callee {
  /** `lib.add`, `storeInstance().find`. */
  readonly code: string;
  /** Its type: `typeof lib.add`. */
  readonly type: string;
  /** The code awaits. */
  readonly awaits: boolean;
}

export interface Callees {
  readonly of: (call: ModuleCall) => Callee;
  /** The declarations of the instances. */
  readonly sources: readonly string[];
}

/** Names the instances that the tools are called on, in order of their first use. */
export function nameCallees(tools: readonly PlannedTool[]): Callees {
  const instances = new Map<string, { readonly identifier: string; readonly source: string }>();
  for (const { on } of tools.map(({ call }) => call)) {
    if (on === undefined || instances.has(key(on))) continue;
    const identifier = identifierOf(on, [...instances.values()]);
    instances.set(key(on), { identifier, source: `const ${identifier} = ${made(on)};` });
  }
  return {
    of: ({ path, on, bound }) => {
      if (bound) return onObject(path);
      const identifier = on && instances.get(key(on))?.identifier;
      return identifier === undefined ? onModule(path) : onInstance(identifier, path, on?.later);
    },
    sources: [...instances.values()].map(({ source }) => source),
  };
}

function onModule(path: readonly string[]): Callee {
  return { code: member('lib', path), type: functionType('lib', path), awaits: false };
}

/** Taken off the object it belongs to by the runtime. */
function onObject(path: readonly string[]): Callee {
  const { code, type } = onModule(path);
  const object = member('lib', path.slice(0, -1));
  return {
    code: `toolObjects.bound(${object}, ${code})`,
    type: `NonNullable<${type}>`,
    awaits: false,
  };
}

function onInstance(identifier: string, path: readonly string[], later = false): Callee {
  const type = `ReturnType<typeof ${identifier}>`;
  return {
    code: member(later ? `(await ${identifier}())` : `${identifier}()`, path),
    type: memberType(later ? `Awaited<${type}>` : type, path),
    awaits: later,
  };
}

function key({ kind, path }: Maker): string {
  return JSON.stringify([kind, path]);
}

function made({ kind, path, later }: Maker): string {
  const once = later ? 'instances.onceLater' : 'instances.once';
  return `${once}(() => ${kind === 'new' ? 'new ' : ''}${member('lib', path)}())`;
}

/** The suffix keeps it apart from every keyword, import and name of the generated file. */
function identifierOf(
  { class: name }: Maker,
  taken: readonly { readonly identifier: string }[],
): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const letters = /^[A-Z]/.test(joined) ? joined : `_${joined}`;
  const base = `${letters.charAt(0).toLowerCase()}${letters.slice(1)}Instance`;
  const known = new Set(taken.map(({ identifier }) => identifier));
  let identifier = base;
  for (let count = 2; known.has(identifier); count += 1) identifier = `${base}${count}`;
  return identifier;
}
