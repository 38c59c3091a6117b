// Which module system a file is written for, as Node sees it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { build } from 'esbuild';

/** TypeScript (or JSX) that a compiler would turn into CommonJS. */
export function isCommonJsSource(file) {
  const extension = extname(file);
  if (extension === '.cts') return true;
  return (extension === '.ts' || extension === '.tsx') && packageType(file) !== 'module';
}

export function isCommonJs(file) {
  const extension = extname(file);
  if (extension === '.cjs' || extension === '.node') return true;
  return extension !== '.mjs' && packageType(file) !== 'module';
}

/** JavaScript that Node runs as CommonJS: named so, or without module syntax outside "type": "module". */
export async function isPlainCommonJs(file) {
  if (extname(file) === '.cjs') return true;
  if (extname(file) !== '.js' || packageType(file) === 'module') return false;
  return !(await hasModuleSyntax(file));
}

/** import or export statements; also true of a file that cannot be parsed, which the bundler explains. */
export async function hasModuleSyntax(file) {
  const alone = { name: 'alone', setup: (bundler) => bundler.onResolve({ filter: /.*/ }, leave) };
  const result = await build({ ...silent, entryPoints: [file], plugins: [alone] }).catch(explained);
  return result.metafile === undefined || Object.values(result.metafile.inputs)[0].format === 'esm';
}

const leave = ({ kind }) => (kind === 'entry-point' ? undefined : { path: 'x', external: true });

/** Of a failed build, esbuild's findings; any other failure is passed on. */
function explained(error) {
  if (Array.isArray(error.errors)) return { errors: error.errors };
  throw error;
}

/** The files behind a CommonJS module that are not in node_modules: a change of one is a change of it. */
export async function listRequired(file) {
  const options = {
    ...silent,
    entryPoints: [file],
    packages: 'external',
    absWorkingDir: dirname(file),
  };
  const result = await build(options).catch(explained);
  const inputs = Object.keys(result.metafile?.inputs ?? {});
  return inputs.length > 0 ? inputs.map((input) => join(dirname(file), input)) : [file];
}

const silent = {
  bundle: true,
  platform: 'node',
  write: false,
  metafile: true,
  logLevel: 'silent',
  outdir: 'unwritten',
};

function packageType(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type;
    if (folder === dirname(folder)) return undefined;
  }
}

export function requireResolve(importer, specifier) {
  try {
    return createRequire(importer).resolve(specifier);
  } catch {
    return undefined; // offered to import only, or an alias: the bundler's answer stands
  }
}
