// Installed packages: what they declare, held against what their JavaScript exports; none of it runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModuleModel } from '../../src/model/module.js';
import { introspect, locateSource } from '../../src/source/index.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  write('package.json', '{ "name": "user" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Installs a package; its package.json is `manifest`, the other files by path. */
function install(name: string, manifest: object, files: Readonly<Record<string, string>>): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, ...manifest }));
  for (const [path, text] of Object.entries(files)) write(`node_modules/${name}/${path}`, text);
}

async function read(name: string): Promise<ModuleModel> {
  return introspect(locateSource(`npm:${name}`, folder));
}

function shown({ tools, skipped, diagnostics }: ModuleModel) {
  return {
    calls: tools.map(({ call }) => call.path.join('.')),
    skipped: skipped.map((skip) => `${skip.file}:${skip.line} ${skip.export}: ${skip.reason}`),
    unknown: diagnostics.filter(({ code }) => code === 'exports.unknown').length,
  };
}

const MISSING = 'declared but not exported at run time';
const UNDECLARED = 'exported at run time but not declared';

describe('an ES module', () => {
  it('has what it exports itself and through others, relative, bare and named', async () => {
    install(
      'inner',
      { type: 'module', main: 'index.js' },
      { 'index.js': 'export const deep = 1;' },
    );
    install(
      'modern',
      { exports: { types: './index.d.ts', node: './index.mjs', default: './browser.mjs' } },
      {
        'index.d.ts': `
          export declare function own(x: string): string;
          export declare function starred(x: string): string;
          export declare function renamed(x: string): string;
          export declare function gone(x: string): string;
          export declare const nothing: { first(x: string): string; second(x: string): string };
          export declare function deep(x: string): string;
          export interface Kind { a: string }`,
        'index.mjs': `
          export function own() {}
          export * from './other.mjs';
          export { a as renamed } from './other.mjs';
          export * from 'inner';
          export const extra = 1;
          export const Kind = {};`,
        'other.mjs': 'export * from "./index.mjs"; export const starred = 1; export const a = 1;',
        'browser.mjs': 'throw new Error("this must not run");',
      },
    );
    expect(shown(await read('modern'))).toEqual({
      calls: ['own', 'starred', 'renamed', 'deep'],
      skipped: [
        `node_modules/modern/index.d.ts:5 gone: ${MISSING}`,
        `node_modules/modern/index.d.ts:6 nothing: ${MISSING}`,
        `node_modules/modern/other.mjs:1 a: ${UNDECLARED}`,
        `node_modules/modern/index.mjs:6 extra: ${UNDECLARED}`,
        `node_modules/modern/index.mjs:7 Kind: ${UNDECLARED}`,
      ],
      unknown: 0,
    });
  });

  it('is called by name where its declarations speak of an assigned object', async () => {
    install(
      'moved',
      { type: 'module', main: 'main.js', types: 'index.d.ts' },
      {
        'index.d.ts': 'declare const api: { f(x: string): string }; export = api;',
        'main.js': 'export function f() {}',
      },
    );
    expect(shown(await read('moved')).calls).toEqual(['f']);
  });

  it('is believed where a part of it cannot be found', async () => {
    install(
      'partial',
      { type: 'module', types: 'index.d.ts' },
      {
        'index.d.ts': 'export declare function f(x: string): string;',
        'index.js': "export * from 'not-installed'; export const g = 1;",
      },
    );
    expect(shown(await read('partial'))).toEqual({
      calls: ['f'],
      skipped: [`node_modules/partial/index.js:1 g: ${UNDECLARED}`],
      unknown: 1,
    });
  });
});

describe('CommonJS', () => {
  it('is believed where its exports cannot be seen', async () => {
    install(
      'factory',
      { main: 'lib' },
      {
        'index.d.ts': 'declare const api: { f(x: string): string }; export = api;',
        'lib/index.js': 'module.exports = make();',
      },
    );
    expect(shown(await read('factory'))).toEqual({ calls: ['default.f'], skipped: [], unknown: 1 });
  });

  it('shows members of an object, those of required files among them', async () => {
    install(
      'classic',
      { main: './lib/index', types: 'index.d.ts' },
      {
        'index.d.ts': 'export declare function f(x: string): string;',
        'lib/index.js': "module.exports = require('./f.js'); exports.extra = 1;",
        'lib/f.js': 'exports.f = () => 1;',
      },
    );
    expect(shown(await read('classic'))).toEqual({
      calls: ['f'],
      skipped: [`node_modules/classic/lib/index.js:1 extra: ${UNDECLARED}`],
      unknown: 0,
    });
  });
});
