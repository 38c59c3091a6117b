// Which calls are dangerous: files, processes, code from text, networks, deletions.
import { ts } from 'ts-morph';
import type { Evidence } from './evidence.js';
import { type Reading, resolved } from './reading.js';

type Call = ts.CallExpression | ts.NewExpression;
type IsGiven = (node: ts.Node) => boolean;

/** What a call is evidence of; undefined when it is harmless or unknown. */
export function judgeCall(reading: Reading, node: Call, isGiven: IsGiven): Evidence | undefined {
  const name = calledName(node.expression);
  const module = moduleOf(reading, node.expression);
  const byModule = module === undefined ? undefined : judgeModule(module, name, node, isGiven);
  return byModule ?? judgeGlobal(reading, node, name) ?? judgeDeletion(node, name);
}

function calledName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

/** The module a called function comes from: where it is declared, else what its root is imported from. */
function moduleOf(reading: Reading, node: ts.Expression): string | undefined {
  const symbol = reading.checker.getSymbolAtLocation(node);
  const target = symbol && resolved(reading.checker, symbol);
  const declared = target?.declarations?.map(ambientModule).find((name) => name !== undefined);
  return (declared ?? importedFrom(reading, node))?.replace(/^node:/, '');
}

function ambientModule(node: ts.Node): string | undefined {
  if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) return node.name.text;
  return node.parent === undefined ? undefined : ambientModule(node.parent);
}

function importedFrom(reading: Reading, node: ts.Expression): string | undefined {
  const root = rootOf(node);
  const symbol = root && reading.checker.getSymbolAtLocation(root);
  const declaration = symbol?.declarations?.[0];
  if (declaration === undefined) return undefined;
  const imported = ts.findAncestor(declaration, ts.isImportDeclaration);
  if (imported !== undefined && ts.isStringLiteral(imported.moduleSpecifier)) {
    return imported.moduleSpecifier.text;
  }
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  return variable?.initializer === undefined ? undefined : requiredName(variable.initializer);
}

function rootOf(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  return ts.isPropertyAccessExpression(node) ? rootOf(node.expression) : undefined;
}

function requiredName(node: ts.Expression): string | undefined {
  if (ts.isAwaitExpression(node)) return requiredName(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const loads =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  const [name] = node.arguments;
  return loads && name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

const WRITES =
  /^(append|chmod|chown|copy|cp|create|ftruncate|lchmod|lchown|link|lutimes|mkdir|mkdtemp|move|output|remove|rename|rm|symlink|truncate|unlink|utimes|write|empty|ensure)/;
const FILES = new Set(['fs', 'fs/promises', 'fs-extra', 'graceful-fs']);
const DELETERS = new Set(['rimraf', 'del', 'trash']);
const PROCESSES = new Set(['child_process', 'execa', 'cross-spawn', 'shelljs', 'zx']);
const EVALUATORS = new Set(['vm', 'isolated-vm', 'vm2']);
const NETWORKS = new Set(
  'http https http2 net tls dgram undici axios got node-fetch ky ws'.split(' '),
);

function judgeModule(
  module: string,
  name: string,
  node: Call,
  isGiven: IsGiven,
): Evidence | undefined {
  if (FILES.has(module)) return judgeFile(name, node, isGiven);
  if (DELETERS.has(module)) return { danger: 'always', words: `it deletes files with ${module}` };
  if (PROCESSES.has(module)) {
    return { danger: 'always', words: `it starts processes with ${module}.${name}` };
  }
  if (EVALUATORS.has(module)) return { danger: 'always', words: `it runs code with ${module}` };
  return NETWORKS.has(module)
    ? { danger: 'never', words: `it uses the network with ${module}` }
    : undefined;
}

function judgeFile(name: string, node: Call, isGiven: IsGiven): Evidence {
  if (WRITES.test(name))
    return { danger: 'always', words: `it writes or deletes files with ${name}` };
  return node.arguments?.some((argument) => isGiven(argument)) === true
    ? { danger: 'always', words: `it opens a path that the caller gives with ${name}` }
    : { danger: 'never', words: `it reads files at fixed paths with ${name}` };
}

function judgeGlobal(reading: Reading, node: Call, name: string): Evidence | undefined {
  if (!ts.isIdentifier(node.expression)) return undefined;
  const symbol = reading.checker.getSymbolAtLocation(node.expression);
  const isGlobal =
    symbol?.declarations?.every((one) => one.getSourceFile().isDeclarationFile) ?? true;
  if (!isGlobal) return undefined;
  if (name === 'eval' || name === 'Function') {
    return { danger: 'always', words: `it runs code from text with ${name}` };
  }
  return name === 'fetch' || name === 'WebSocket'
    ? { danger: 'never', words: `it uses the network with ${name}` }
    : undefined;
}

const DELETING =
  /^(delete|drop|remove|destroy|truncate|purge|erase|wipe|clear|unlink|revoke|kill)/i;
const DELETING_SQL = /\b(delete\s+from|drop\s+(table|database|index|view)|truncate\s+table)\b/i;

/** Deletions in a store: enough together with a name that says so. */
function judgeDeletion(node: Call, name: string): Evidence | undefined {
  const sql = node.arguments?.some((argument) => DELETING_SQL.test(literalText(argument))) ?? false;
  if (sql) return { danger: 'by-name', words: 'its SQL deletes data' };
  return ts.isPropertyAccessExpression(node.expression) && DELETING.test(name)
    ? { danger: 'by-name', words: `it deletes data with ${name}` }
    : undefined;
}

function literalText(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText() : '';
}
