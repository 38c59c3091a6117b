// An esbuild plugin: the wrapped code is bundled, yet keeps the meaning it has where it lies on disk.
//
// - its dependencies stay outside the bundle and are those of the importing file's own folder;
// - import.meta.url, __dirname and __filename name the original file, relative to the bundle at run
//   time, so that the whole tree can be moved;
// - plain CommonJS files are not bundled at all: Node loads them, as it always did.
import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { extname, join, relative, sep } from 'node:path';
import {
  hasModuleSyntax,
  isCommonJs,
  isCommonJsSource,
  isPlainCommonJs,
  listRequired,
  requireResolve,
} from './module-format.mjs';

/** Source text that speaks of its own place. */
const SPEAKS_OF_PLACE =
  /\bimport\s*\.\s*meta\b|\b__dirname\b|\b__filename\b|\brequire\s*\.\s*main\b/;

/** What such text is rewritten to; `__mcp_here` is declared at the top of each file that needs it. */
export const define = {
  'import.meta.url': '__mcp_here.url',
  'import.meta.dirname': '__mcp_here.dirname',
  'import.meta.filename': '__mcp_here.filename',
  'import.meta.resolve': '__mcp_here.resolve',
  'import.meta.main': 'false', // the server is the program, whatever the module does when run alone
  'require.main': '__mcp_here.main',
  __dirname: '__mcp_here.dirname',
  __filename: '__mcp_here.filename',
};

/** Stands at the top of the bundle: finds files relative to it. */
export const banner = `
import { createRequire as __mcp_createRequire } from 'node:module';
import { dirname as __mcp_dirname } from 'node:path';
import { fileURLToPath as __mcp_path, pathToFileURL as __mcp_url } from 'node:url';
const __mcp_require = __mcp_createRequire(import.meta.url);
const __mcp_at = (file) => {
  const url = new URL(file, import.meta.url).href;
  const filename = __mcp_path(url);
  const resolve = (specifier) => {
    if (/^(\\.{0,2}\\/|[a-z]+:)/.test(specifier)) return new URL(specifier, url).href;
    const found = __mcp_createRequire(url).resolve(specifier);
    return found === specifier ? \`node:\${found}\` : __mcp_url(found).href;
  };
  return { url, filename, dirname: __mcp_dirname(filename), resolve, main: null };
};
`.trim();

/**
 * @param {object} place
 * @param {string} place.root the server project, absolute
 * @param {string} place.outdir where the bundle is written, absolute
 * @param {string} place.packageDir the package that owns the wrapped module, absolute
 * @param {string} [place.packageName] set when an installed package is wrapped
 * @returns {import('esbuild').Plugin}
 */
export function wrappedCode(place) {
  const files = {
    ...place,
    root: realpathSync(place.root),
    packageDir: realpathSync(place.packageDir),
  };
  return {
    name: 'wrapped-code',
    setup(bundler) {
      bundler.onResolve({ filter: /.*/, namespace: 'file' }, (args) =>
        resolveImport(bundler, files, args),
      );
      bundler.onResolve({ filter: /.*/, namespace: 'namespace' }, ({ path, pluginData }) => ({
        path,
        pluginData,
        namespace: 'require',
      }));
      bundler.onLoad({ filter: /.*/, namespace: 'require' }, loadThroughNode);
      bundler.onLoad({ filter: /.*/, namespace: 'namespace' }, loadNamespace);
      bundler.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, (args) =>
        loadWithPlace(files, args),
      );
    },
  };
}

const ASKED = Symbol('asked by this plugin');

async function resolveImport(bundler, files, args) {
  if (args.pluginData === ASKED || args.kind === 'entry-point') return undefined;
  if (isBuiltin(args.path)) return resolveBuiltin(args);
  const ours =
    isInside(join(files.root, 'src'), args.importer) ||
    isInside(join(files.root, 'test'), args.importer);
  const wrapsPackage = ours && isOf(files.packageName, args.path);
  const found = await bundler.resolve(args.path, {
    kind: args.kind,
    importer: args.importer,
    resolveDir: wrapsPackage ? files.packageDir : args.resolveDir,
    pluginData: ASKED,
    with: args.with,
  });
  if (found.errors.length > 0) return wrapsPackage ? { errors: found.errors } : undefined;
  if (found.external || found.path === '') return found;
  const bare = !/^[./#]/.test(args.path) && !/^[a-z]:\\/i.test(args.path);
  if (ours && bare && !wrapsPackage) return { path: args.path, external: true };
  return isInNodeModules(found.path)
    ? resolveDependency(files, args, { file: found.path, ours })
    : resolveSource(files, found, ours);
}

function resolveBuiltin({ path, kind }) {
  return kind === 'require-call' ? { path, namespace: 'require' } : { path, external: true };
}

/** A package in node_modules: loaded by Node, in the way the importing file would load it. */
function resolveDependency(files, args, { file, ours }) {
  const importsAsCommonJs =
    !ours && (args.kind.startsWith('require') || isCommonJsSource(args.importer));
  const target = (importsAsCommonJs && requireResolve(args.importer, args.path)) || file;
  if (extname(target) === '.json') return { path: target };
  if (!isCommonJs(target)) return { path: importPath(files.outdir, target), external: true };
  return ours || importsAsCommonJs
    ? throughNode(files, target, ours)
    : { path: importPath(files.outdir, target), external: true };
}

/** A file of the wrapped code itself: bundled, unless Node can only run it as CommonJS. */
async function resolveSource(files, found, ours) {
  const native = extname(found.path) === '.node' || (await isPlainCommonJs(found.path));
  return native ? throughNode(files, found.path, ours) : found;
}

/** Named by its place relative to the bundle, so that no path of this machine gets into it. */
function throughNode(files, file, ours) {
  return {
    path: slashed(relative(files.outdir, file)),
    namespace: ours ? 'namespace' : 'require',
    pluginData: { file },
  };
}

/** `import * as lib` of a CommonJS module as TypeScript reads it: `default` obeys __esModule. */
function loadNamespace({ path, pluginData }) {
  const from = JSON.stringify(path);
  const contents = `export * from ${from}; export { default } from ${from};`;
  return { contents, pluginData, loader: 'js' };
}

async function loadThroughNode({ path, pluginData }) {
  const contents = `module.exports = __mcp_require(${JSON.stringify(path)});`;
  const watchFiles = pluginData ? await listRequired(pluginData.file) : [];
  return { contents, watchFiles, loader: 'js' };
}

/** The runtime is written to be bundled: its place is the bundle's. */
function placeOf({ root, outdir }, path) {
  return isInside(join(root, 'src/runtime'), path) ? './server.js' : importPath(outdir, path);
}

async function loadWithPlace(files, { path }) {
  const text = readFileSync(path, 'utf8');
  if (!SPEAKS_OF_PLACE.test(text)) return undefined;
  // `require.main === module` stands in modules too, where a compiler makes CommonJS of them.
  const asksForMain = /\brequire\s*\.\s*main\b/.test(text) && (await hasModuleSyntax(path));
  const here =
    `const __mcp_here = __mcp_at(${JSON.stringify(placeOf(files, path))});` +
    (asksForMain ? ' const module = {};' : '');
  const hashbang = /^#!.*(\r?\n|$)/.exec(text)?.[0] ?? '';
  return {
    contents: `${hashbang}${here} ${text.slice(hashbang.length)}`,
    loader: extname(path).replace(/^\.[cm]?/, ''),
  };
}

const isOf = (name, specifier) =>
  name !== undefined && (specifier === name || specifier.startsWith(`${name}/`));
const isInside = (folder, file) => file.startsWith(folder + sep);
const isInNodeModules = (file) => file.split(sep).includes('node_modules');
const slashed = (path) => `./${path.split(sep).join('/')}`;
/** As an import specifier, which is a URL: what has a meaning there is escaped. */
const importPath = (from, to) =>
  encodeURI(slashed(relative(from, to))).replace(/[?#]/g, encodeURIComponent);
