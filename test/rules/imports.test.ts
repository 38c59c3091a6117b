// Layers: who may import whom, and what the pure ones may not touch (ARCHITECTURE.md).
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, nodesOf, parse, placeOf } from './sources.js';

/** Each layer with those it may import besides itself; `errors` is open to all. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  errors: ['model'],
  model: [],
  config: ['model'],
  source: ['model'],
  plan: ['model', 'config'],
  tree: ['model'],
  render: ['model', 'config', 'plan', 'tree'],
  doctor: [],
  generate: ['model', 'config', 'source', 'plan', 'render', 'tree'],
  index: ['model', 'config', 'source', 'plan', 'render', 'tree', 'generate'],
  cli: ['model', 'config', 'source', 'plan', 'render', 'tree', 'generate', 'index', 'doctor'],
};
const PURE = new Set(['model', 'plan', 'render', 'tree']);
const EDGE = new Set([
  'src/render/templates.ts',
  'src/tree/disk.ts',
  'src/tree/transaction.ts',
  'src/plan/layout.ts',
]);
const IMPURE =
  /^(?:node:)?(?:fs|child_process|net|https?|os|worker_threads)(?:\/|$)|^(?:ts-morph|typescript|commander|execa)$|^@inquirer\//;

const sources = filesBelow('src', /\.ts$/);

function layerOf(file: string): string {
  return file.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

function localImports(file: string): readonly string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'));
}

describe('layers', () => {
  it('every file belongs to one', () => {
    expect(sources.filter((file) => !(layerOf(file) in LAYERS))).toEqual([]);
  });

  it('imports go one way', () => {
    const wrong = sources.flatMap((file) =>
      localImports(file)
        .filter((imported) => imported.startsWith('src/'))
        .filter((imported) => {
          const [from, to] = [layerOf(file), layerOf(imported)];
          return from !== to && to !== 'errors' && !LAYERS[from]?.includes(to);
        })
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  it('pure ones import nothing that acts', () => {
    const wrong = sources
      .filter((file) => PURE.has(layerOf(file)) && !EDGE.has(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => IMPURE.test(name))
          .map((name) => `${file} -> ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('pure ones read neither the process, nor the clock, nor chance', () => {
    const wrong = sources
      .filter((file) => PURE.has(layerOf(file)) && !EDGE.has(file))
      .flatMap((file) => nodesOf(parse(file)).filter(isAmbient).map(placeOf));
    expect(wrong).toEqual([]);
  });

  it('the compiler is loaded by src/source/typescript alone', () => {
    const users = sources.filter((file) => importsOf(file).includes('ts-morph'));
    expect(users.filter((file) => !file.startsWith('src/source/typescript/'))).toEqual([]);
  });

  it('only the command line prints, prompts, and ends the process', () => {
    const wrong = sources
      .filter((file) => layerOf(file) !== 'cli')
      .flatMap((file) => nodesOf(parse(file)).filter(isTalk).map(placeOf));
    expect(wrong).toEqual([]);
  });
});

/** `process.x`, `Date.now()`, `new Date()`, `Math.random()`, `randomBytes()` and the like. */
function isAmbient(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date';
  if (ts.isCallExpression(node)) return /^random[A-Z]/.test(node.expression.getText());
  if (!ts.isPropertyAccessExpression(node)) return false;
  const text = node.getText();
  return (
    /^(?:process|performance|globalThis)\./.test(text) || /^(?:Date\.now|Math\.random)$/.test(text)
  );
}

function isTalk(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    /^(?:console\.|process\.(?:exit|stdout|stderr|argv))/.test(node.getText())
  );
}
