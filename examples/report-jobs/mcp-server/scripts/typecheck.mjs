// Type-checks the server under ./tsconfig.json, and the wrapped code under its own package's tsconfig.
//
// What the wrapped code would show in its own build counts; what only the server's stricter options
// would say about it does not.
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { readSource, root } from './build.mjs';

const ours = checkServer();
const theirs = checkWrappedCode(ours.wrapped);
const found = [...ours.diagnostics, ...theirs];
if (found.length > 0) process.stdout.write(format(found));
const errors = found.filter(({ category }) => category === ts.DiagnosticCategory.Error).length;
process.stdout.write(errors > 0 ? `${errors} type error(s)\n` : 'no type errors\n');
process.exitCode = errors > 0 ? 1 : 0;

/** The findings in this project's files, and which files of the wrapped code they lead to. */
function checkServer() {
  const config = readConfig(join(root, 'tsconfig.json'));
  const host = ts.createCompilerHost(config.options);
  host.resolveModuleNameLiterals = resolveFromWrappedPackage(config.options, host);
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options, host });
  const files = program.getSourceFiles().filter((file) => isSource(program, file));
  const own = new Set(config.fileNames.map((name) => host.getCanonicalFileName(name)));
  const diagnostics = [
    ...config.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files
      .filter(({ fileName }) => own.has(host.getCanonicalFileName(fileName)))
      .flatMap(findings(program)),
  ];
  const wrapped = files
    .map(({ fileName }) => fileName)
    .filter((name) => !own.has(host.getCanonicalFileName(name)));
  return { diagnostics, wrapped };
}

/** An installed package that is wrapped is the one of the project that installed it. */
function resolveFromWrappedPackage(options, host) {
  const { packageDir, packageName } = readSource();
  const cache = ts.createModuleResolutionCache(root, host.getCanonicalFileName, options);
  return (literals, containingFile, redirected, _options, file) =>
    literals.map((literal) => {
      const wraps = literal.text === packageName && isInside(root, containingFile);
      const from = wraps ? join(root, packageDir, 'package.json') : containingFile;
      const mode = ts.getModeForUsageLocation(file, literal, options);
      return ts.resolveModuleName(literal.text, from, options, host, cache, redirected, mode);
    });
}

/** What the packages' own builds say about those of their files that are served. */
function checkWrappedCode(files) {
  const configs = new Set(files.map(nearestConfig).filter((config) => config !== undefined));
  return [...configs].flatMap((config) =>
    checkAsBuilt(
      config,
      files.filter((file) => nearestConfig(file) === config),
    ),
  );
}

function nearestConfig(file) {
  const config = ts.findConfigFile(dirname(file), ts.sys.fileExists);
  return config !== undefined && isInside(root, config) ? undefined : config;
}

function checkAsBuilt(configFile, files) {
  const config = readConfig(configFile);
  const ambient = config.fileNames.filter((name) => name.endsWith('.d.ts'));
  const options = { ...config.options, noEmit: true, composite: false, incremental: false };
  const program = ts.createProgram(
    [...files, ...ambient, ...nodeTypes(configFile, options)],
    options,
  );
  const served = new Set(files);
  return program
    .getSourceFiles()
    .filter(({ fileName }) => served.has(fileName))
    .flatMap(findings(program));
}

/** Ours, for a package that runs on Node without having installed its types. */
function nodeTypes(configFile, options) {
  const theirs = ts.resolveTypeReferenceDirective('node', configFile, options, ts.sys);
  if (theirs.resolvedTypeReferenceDirective !== undefined) return [];
  return [join(root, 'node_modules/@types/node/index.d.ts')];
}

function readConfig(file) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  return ts.getParsedCommandLineOfConfigFile(file, {}, host);
}

function fail(diagnostic) {
  process.stdout.write(format([diagnostic]));
  process.exit(1);
}

function findings(program) {
  return (file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ];
}

function isSource(program, file) {
  return !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file);
}

function isInside(folder, file) {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
}

function format(diagnostics) {
  return ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  });
}
