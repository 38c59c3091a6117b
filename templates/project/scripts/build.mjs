// Bundles the server into dist/server.js: `node scripts/build.mjs`.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { banner, define, wrappedCode } from './wrapped-code.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

if (resolve(argv[1] ?? '') === fileURLToPath(import.meta.url))
  await bundleOrExplain('src/server.ts', 'dist');

/** What esbuild is told; `entry` and `outdir` are relative to the project. */
export function bundleOptions(entry, outdir) {
  const source = JSON.parse(readFileSync(join(root, 'scripts/source.gen.json'), 'utf8'));
  const packageDir = join(root, source.packageDir);
  return {
    entryPoints: [entry],
    outdir,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false, // the map names files and lines; it does not carry the source
    keepNames: true,
    conditions: ['node-addons', 'module-sync'], // Node's own, without the bundlers' "module"
    define,
    banner: { js: banner },
    plugins: [
      wrappedCode({
        root,
        outdir: join(root, outdir),
        packageDir,
        packageName: source.packageName,
      }),
    ],
  };
}

/** Bundles; what is wrong has been printed with file and line when this sets the exit code. */
export async function bundleOrExplain(entry, outdir) {
  try {
    await build(bundleOptions(entry, outdir));
    return true;
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    process.exitCode = 1;
    return false;
  }
}
