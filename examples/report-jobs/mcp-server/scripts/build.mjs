// Bundles the server's programs into dist (server.js is the first): `node scripts/build.mjs`; with `test`, the tests into dist/test.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { banner, define, wrappedCode } from './wrapped-code.mjs';

const thisFile = fileURLToPath(import.meta.url);
export const root = dirname(dirname(thisFile));

if (resolve(process.argv[1] ?? '') === thisFile) {
  await (process.argv[2] === 'test' ? buildTests() : buildServer());
}

/** @returns {Promise<boolean>} false when errors were found; they have been printed, with file and line */
export function buildServer() {
  return explained(serverOptions());
}

/** Each file of the test folder that is a program of its own; see {@link buildServer}. */
export function buildTests() {
  const names = readdirSync(join(root, 'test'));
  const programs = names.filter((name) => name.endsWith('.test.ts') || name === 'smoke.ts');
  return explained(
    bundleOptions(
      programs.map((name) => `test/${name}`),
      'dist/test',
    ),
  );
}

/** What esbuild is told for the server. */
export function serverOptions() {
  const { programs = [] } = readSource();
  const entries = ['src/server.ts', ...programs].map((file) => [parse(file).name, file]);
  return bundleOptions(Object.fromEntries(entries), 'dist');
}

function bundleOptions(entryPoints, outdir) {
  const { packageDir, packageName } = readSource();
  const place = {
    root,
    outdir: join(root, outdir),
    packageDir: join(root, packageDir),
    packageName,
  };
  return {
    entryPoints,
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
    plugins: [wrappedCode(place)],
  };
}

/** Where the wrapped package lies, and what is built beside the server; relative to the project. */
export function readSource() {
  return JSON.parse(readFileSync(join(root, 'scripts/source.gen.json'), 'utf8'));
}

async function explained(options) {
  try {
    await build(options);
    return true;
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error; // not a finding about the code: a fault of the build
    process.exitCode = 1;
    return false;
  }
}
