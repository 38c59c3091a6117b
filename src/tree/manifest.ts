// .mcp/manifest.json: what we wrote last, so that a later run can tell its own text from the user's.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileTree } from './file-tree.js';
import { isInside } from './paths.js';

export const MANIFEST_PATH = '.mcp/manifest.json';

const entrySchema = z.object({
  /** Hex digest of the text as generated, with LF. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  ownership: z.enum(['managed', 'seed', 'merged']),
});
const manifestSchema = z.object({
  version: z.literal(1),
  /** Version of create-mcp-server. */
  generator: z.string(),
  /** As people read it, relative to `out`. */
  source: z.string(),
  files: z.record(z.string(), entrySchema),
  /** The keys that we wrote into merged files, with their values. */
  merged: z.record(z.string(), z.record(z.string(), z.json())).default({}),
});

export type ManifestEntry = z.output<typeof entrySchema>;
export type Manifest = z.output<typeof manifestSchema>;

export interface About {
  readonly generator: string;
  readonly source: string;
}

/**
 * Reads a manifest that anybody may have written. One that is broken, of another version, or names a
 * path outside of `out` counts as absent: then every file that differs is someone else's, none is lost.
 */
export function parseManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success || !Object.keys(parsed.data.files).every(isInside)) return undefined;
  return parsed.data;
}

/** The manifest of the files in `tree` at `paths`, sorted so that branches merge well. */
export function makeManifest(tree: FileTree, paths: ReadonlySet<string>, about: About): string {
  const owned = [...tree].filter(([path]) => paths.has(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  const merged = owned.filter(([, { ownership }]) => ownership === 'merged');
  const manifest = {
    version: 1,
    generator: about.generator,
    source: about.source,
    files: Object.fromEntries(
      owned.map(([path, { content, ownership }]) => [path, { sha256: sha256(content), ownership }]),
    ),
    merged: Object.fromEntries(merged.map(([path, { content }]) => [path, parseJson(content)])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Hex digest of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The value of JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
