// How code is read: one entry per kind of source, each loaded only when it is asked for.
import type { ModuleModel, SourceRef } from '../model/module.js';

export { locateSource } from './locate.js';

type Introspect = (ref: SourceRef) => ModuleModel;

const KINDS: { readonly [K in SourceRef['kind']]: () => Promise<Introspect> } = {
  typescript: async () => (await import('./typescript/index.js')).introspectTypescript,
};

/**
 * Reads a source into its tools, what was skipped and why. Runs none of its code.
 * Throws WrapError `source.syntax`, `source.no-exports`.
 */
export async function introspect(ref: SourceRef): Promise<ModuleModel> {
  const read = await KINDS[ref.kind]();
  return read(ref);
}
