// Tool names: an export's own name, made legal only where it is not.
import { WrapError } from '../errors.js';
import type { Diagnostic } from './diagnostic.js';
import type { SourcePlace, ToolModel } from './module.js';

const LEGAL = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** 64, which clients allow, less the longest affixes of a job (`get_` and `_status`), and room to spare. */
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

/** The tools that a job is. */
export interface JobNames {
  readonly start: string;
  readonly status: string;
  readonly result: string;
  readonly cancel: string;
}

/** `start_x`, `get_x_status`, `get_x_result`, `cancel_x`. */
export function jobNames(name: string): JobNames {
  return {
    start: `start_${name}`,
    status: `get_${name}_status`,
    result: `get_${name}_result`,
    cancel: `cancel_${name}`,
  };
}

type Named = Pick<ToolModel, 'name' | 'source'>;

/** Throws `tools.collision`, naming both places, when two tools share a name. */
export function refuseCollisions(tools: readonly Named[]): void {
  const [first] = collisions(tools);
  if (first === undefined) return;
  throw new WrapError('tools.collision', first.message, { hint: COLLISION_HINT });
}

/** One error per tool whose name is taken by one before it. */
export function collisions(tools: readonly Named[]): Diagnostic[] {
  const seen = new Map<string, SourcePlace>();
  return tools.flatMap(({ name, source }): Diagnostic[] => {
    const other = seen.get(name);
    if (other === undefined) {
      seen.set(name, source);
      return [];
    }
    const message = `${placed(other)} and ${placed(source)} would both be the tool ${name}`;
    const { file, line } = source;
    return [
      { code: 'tools.collision', severity: 'error', file, line, message, hint: COLLISION_HINT },
    ];
  });
}

const COLLISION_HINT = 'rename one with a doc tag, e.g. @tool another_name';

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

/** A name that Docker, Compose and every MCP client take: `@me/notes_v2` is `me-notes-v2`. */
export function dashed(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'server'
  );
}
