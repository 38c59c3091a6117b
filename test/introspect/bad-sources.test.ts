// Sources that cannot be read: each error says what and where, and the way out.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introspect, locateSource } from '../../src/source/index.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'introspect-'));
  write('package.json', '{ "name": "bad", "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function read(specifier: string) {
  return introspect(locateSource(specifier, folder));
}

describe('locating', () => {
  it('names the path looked at and files near it', () => {
    write('near/library.ts', '');
    write('near/zebra.ts', '');
    expect(() => locateSource('./near/libary.ts', folder)).toThrow(
      expect.objectContaining({
        code: 'source.not-found',
        message: `there is no module at ${join(folder, 'near', 'libary.ts')}`,
        hint: 'near it: library.ts, zebra.ts',
      }),
    );
  });

  it.each([
    ['./package.json', 'source.kind'],
    ['.', 'source.kind'],
    ['npm:', 'source.kind'],
    ['npm:fs', 'source.kind'],
    ['npm:no-such-package', 'source.not-found'],
    ['npm:../escape', 'source.not-found'],
    ['no-such-package', 'source.not-found'],
    ['./none/x.ts', 'source.not-found'],
  ])('%s is %s', (specifier, code) => {
    expect(() => locateSource(specifier, folder)).toThrow(expect.objectContaining({ code }));
  });

  it('finds packages by types, exports, subpaths and bare names', () => {
    write(
      'node_modules/typed/package.json',
      JSON.stringify({
        exports: {
          '.': { import: { types: './dist/index.d.mts', default: './dist/index.mjs' } },
          './parts/*': { types: './dist/parts/*.d.ts' },
        },
      }),
    );
    write('node_modules/typed/dist/index.d.mts', 'export declare function f(x: string): void;');
    write('node_modules/typed/dist/parts/a.d.ts', 'export declare function a(): void;');
    write('node_modules/plain/package.json', '{ "main": "lib/main" }');
    write('node_modules/plain/lib/main.js', 'exports.f = () => 1;');
    write('node_modules/@s/untyped/package.json', '{}');
    write('node_modules/@types/s__untyped/package.json', '{ "types": "index.d.ts" }');
    write('node_modules/@types/s__untyped/index.d.ts', 'export declare function g(): void;');
    const entryOf = (name: string) => locateSource(name, folder).entry.replaceAll('\\', '/');
    expect(entryOf('npm:typed')).toMatch(/typed\/dist\/index\.d\.mts$/);
    expect(entryOf('typed/parts/a')).toMatch(/typed\/dist\/parts\/a\.d\.ts$/);
    expect(entryOf('plain')).toMatch(/plain\/lib\/main\.js$/);
    expect(entryOf('npm:@s/untyped')).toMatch(/@types\/s__untyped\/index\.d\.ts$/);
    expect(locateSource('npm:typed', folder)).toMatchObject({
      packageName: 'typed',
      specifier: 'npm:typed',
    });
  });
});

describe('reading', () => {
  it('gives every syntax error with its place', async () => {
    write('syntax.ts', "import './syntax-too.js';\nexport function f( {\n");
    write('syntax-too.ts', '\nexport const = 5;\n');
    await expect(read('./syntax.ts')).rejects.toMatchObject({
      code: 'source.syntax',
      message: expect.stringMatching(/^syntax(-too)?\.ts:\d+: /),
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ file: 'syntax.ts', line: 3, severity: 'error' }),
        expect.objectContaining({ file: 'syntax-too.ts', line: 2, severity: 'error' }),
      ]),
    });
  });

  it.each(['export const x = 5;', 'export type T = string;', 'const y = 1;', ''])(
    'finds nothing to call in %j',
    async (text) => {
      write('empty.ts', text);
      await expect(read('./empty.ts')).rejects.toMatchObject({ code: 'source.no-exports' });
    },
  );

  it('returns the model when everything is skipped', async () => {
    write('skipped.ts', 'export function f(x: () => void): void {}');
    const model = await read('./skipped.ts');
    expect(model.tools).toEqual([]);
    expect(model.skipped).toMatchObject([{ export: 'f', file: 'skipped.ts', line: 1 }]);
  });

  it('names both places of a collision', async () => {
    write('collide.ts', 'function a() {}\nfunction b() {}\nexport { a as "x y", b as "x+y" };');
    const model = await read('./collide.ts');
    expect(model.diagnostics[0]).toMatchObject({
      code: 'tools.collision',
      severity: 'error',
      message: '"x y" (collide.ts:1) and "x+y" (collide.ts:2) would both be the tool x_y',
    });
  });

  it('judges types by the settings of the user and reads them strictly', async () => {
    write('loose/tsconfig.json', '{ "compilerOptions": { "strict": false } }');
    write(
      'loose/lib.ts',
      'export function f(x: string | null): number { return g(null, 1); }\n' +
        'function g(s: string, n): number { return n; }',
    );
    const model = await read('./loose/lib.ts');
    expect(model.diagnostics.map(({ code }) => code)).toEqual(['description.missing']);
    expect(model.tools[0]?.input.properties[0]?.schema.kind).toBe('union');
  });

  it('follows path aliases and extended settings', async () => {
    write('alias/base.json', '{ "compilerOptions": { "paths": { "~/*": ["./inner/*"] } } }');
    write('alias/tsconfig.json', '{ "extends": "./base.json" }');
    write('alias/inner/types.ts', 'export interface P { a: string }');
    write(
      'alias/lib.ts',
      "import type { P } from '~/types';\n/** F. */\nexport const f = (p: P, q: P) => p.a;",
    );
    const model = await read('./alias/lib.ts');
    expect(model.diagnostics).toEqual([]);
    expect(model.tools[0]?.input.properties.map(({ schema }) => schema.kind)).toEqual([
      'object',
      'object',
    ]);
  });

  it('sees a changed file', async () => {
    write('changing.ts', '/** A. */ export function a(): void {}');
    expect((await read('./changing.ts')).tools.map(({ name }) => name)).toEqual(['a']);
    write('changing.ts', '/** B. */ export function later(): void {}');
    expect((await read('./changing.ts')).tools.map(({ name }) => name)).toEqual(['later']);
  });

  const UNION = Array.from({ length: 500 }, (_, index) => `{ k: 'v${index}'; a${index}: number }`);
  const LITERALS = Array.from({ length: 500 }, (_, index) => `'v${index}'`);

  it.each([
    ['a type nested 200 deep', `x: ${'{ a: '.repeat(200)}string${' }'.repeat(200)}`],
    ['200 arrays in each other', `x: string${'[]'.repeat(200)}`],
    ['a type that grows for ever', 'x: Grows<string>'],
    ['a union of 500 literals', `x: ${LITERALS.join('|')}`],
    ['a union of 500 objects', `x: ${UNION.join('|')}`],
    [
      'an intersection of 500 objects',
      `x: ${UNION.map((one) => one.replace('k:', 'k?:')).join('&')}`,
    ],
  ])('gives a verdict on %s', async (_title, parameter) => {
    write(
      'large.ts',
      `type Grows<T> = { v: T; next: Grows<T[]> };\nexport function f(${parameter}): void {}`,
    );
    const { tools, skipped } = await read('./large.ts');
    expect([...tools, ...skipped]).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason).join()).toMatch(/^$|too large/);
    expect(JSON.stringify(tools).length).toBeLessThan(100_000);
  });

  it('names a source that nests deeper than the compiler can follow', async () => {
    const chain = '.a()'.repeat(5000);
    write(
      'deep.ts',
      `const b = { a(): typeof b { return b } };\nexport const f = () => b${chain};`,
    );
    await expect(read('./deep.ts')).rejects.toMatchObject({ code: 'source.too-deep' });
  });

  it.each([
    [
      'circular.ts',
      "export * from './circular-too.js'; export const a = (x: number): number => x;",
    ],
    ['bom.ts', '\uFEFFexport const a = (x: number): number => x;'],
    ['crlf.ts', '/** A. */\r\nexport const a =\r\n  (x: number): number => x;\r\n'],
    ['shebang.ts', '#!/usr/bin/env node\nexport const a = (x: number): number => x;'],
    ['with spaces ü/ä b.ts', 'export const a = (x: number): number => x;'],
    [
      'json.ts',
      "import d from './d.json' with { type: 'json' };\nexport const a = (x: typeof d): number => x.n;",
    ],
    [
      'alias.ts',
      'namespace ns { export const f = (x: number): number => x }\nexport import a = ns.f;',
    ],
    [
      'using.ts',
      'export function a(x: number): number { using d = { [Symbol.dispose]() {} }; return x }',
    ],
    [
      'satisfies.ts',
      'export const a = ((x: number): number => x) satisfies (x: number) => number;',
    ],
    [
      'decorated.ts',
      'function d(v: unknown, c: object) {}\n@d class C { @d m(): void {} accessor x = 1 }\nexport const a = (x: number): number => x;',
    ],
    [
      'global.ts',
      'declare global { interface Array<T> { sum(): T } }\nexport const a = (x: number): number => [x].sum();',
    ],
  ])('reads %s', async (path, text) => {
    write('circular-too.ts', "export * from './circular.js';");
    write('d.json', '{ "n": 1 }');
    write(path, text);
    const { tools, skipped } = await read(`./${path}`);
    expect(tools.map(({ name }) => name)).toEqual(['a']);
    expect(skipped).toEqual([]);
  });

  it('reads through a link', async () => {
    write('behind/lib.ts', "import type { T } from './t.js';\nexport const a = (x: T): T => x;");
    write('behind/t.ts', 'export type T = { n: number }');
    symlinkSync(join(folder, 'behind', 'lib.ts'), join(folder, 'link.ts'));
    expect((await read('./link.ts')).tools[0]?.input.properties[0]?.name).toBe('n');
  });
});
