// Tool names: an export's own name, made legal only where it is not.
import { WrapError } from '../errors.js';
import type { SourcePlace } from './module.js';

const LEGAL = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** 64, which clients allow, less the longest affix pair of a job: `get_` and `_status`, and room to spare. */
export const NAME_MAX = 49;

/** A legal tool name for `raw`; `raw` itself when it is one. */
export function legalName(raw: string): string {
  if (LEGAL.test(raw) && raw.length <= NAME_MAX) return raw;
  const plain = raw
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '_');
  const started = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
  return started.length <= NAME_MAX ? started : `${started.slice(0, NAME_MAX - 9)}_${digest(raw)}`;
}

/** Throws `tools.collision`, naming both places, when two tools share a name. */
export function refuseCollisions(
  tools: readonly { readonly name: string; readonly source: SourcePlace }[],
): void {
  const seen = new Map<string, SourcePlace>();
  for (const { name, source } of tools) {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new WrapError(
        'tools.collision',
        `${placed(other)} and ${placed(source)} would both be the tool ${name}`,
        { hint: 'rename one with a doc tag, e.g. @tool another_name' },
      );
    }
    seen.set(name, source);
  }
}

function placed(place: SourcePlace): string {
  return `${JSON.stringify(place.export)} (${place.file}:${place.line})`;
}

/** FNV-1a, eight hex digits: enough to keep two cut names apart, the same on every run. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
