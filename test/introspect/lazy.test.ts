// Packages that no exported type depends on are not read: what is found must be the same as with all of them.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locateSource } from '../../src/source/index.js';
import { introspectTypescript } from '../../src/source/typescript/index.js';
import { openProgram } from '../../src/source/typescript/program/project.js';

const ALL = { dom: false, packages: 'all' } as const;
const NEEDED = { dom: false, packages: 'needed' } as const;

/** Files of one module, the packages whose types its tools depend on, and those that only its code uses. */
interface Modules {
  readonly files: { readonly [path: string]: string };
  readonly needed: readonly string[];
  readonly idle: readonly string[];
}

const MODULES: { readonly [title: string]: Modules } = {
  'only code uses it': {
    files: {
      'lib.ts': `import { execa } from 'execa'; import pino from 'pino'; import { Command } from 'commander';
        const log = pino();
        export function f(a: string): Promise<string> { log.info(a); return execa(a).then((r) => r.stdout); }
        export class Api { private readonly c = new Command(); static of(n: number): number { return n; } }`,
    },
    needed: [],
    idle: ['execa', 'pino', 'commander'],
  },
  'a schema behind typeof, through a barrel': {
    files: {
      'lib.ts': `import type { In } from './barrel.js'; import pino from 'pino';
        export function f(a: In): boolean { return pino().isLevelEnabled(a.name); }`,
      'barrel.ts': `export * from './schema.js'; export * as other from './other.js';`,
      'schema.ts': `import * as z from 'zod'; const S = z.object({ name: z.string(), age: z.number().optional() });
        export type In = z.infer<typeof S>;`,
      'other.ts': `import { Command } from 'commander'; export const program = new Command();`,
    },
    needed: ['zod'],
    idle: ['pino', 'commander'],
  },
  'an inferred result, a private member': {
    files: {
      'lib.ts': `import pino from 'pino'; import { Command } from 'commander';
        class Store { readonly #log = pino(); private c = new Command(); level() { return this.#log.level; } }
        export const store = new Store();
        export const f = () => ({ level: store.level(), on: true });`,
    },
    needed: ['pino'],
    idle: ['commander'],
  },
  'a base class, a default, an imported guard': {
    files: {
      'lib.ts': `import { Command as Base, InvalidArgumentError } from 'commander'; import { pino } from 'pino';
        import { execa as run } from 'execa';
        class Own extends InvalidArgumentError { extra = 1 }
        export function f(level = pino.levels.values.info): Pick<Own, 'extra' | 'code' | 'message'> {
          run('x'); return new Own(String(level)); }`,
    },
    needed: ['commander', 'pino'],
    idle: ['execa'],
  },
  're-exports': {
    files: {
      'lib.ts': `import { execa } from 'execa'; export { prettifyError } from 'zod'; export * from './more.js';
        export const g = (): void => void execa('x');`,
      'more.ts': `export * from 'validate-npm-package-name'; export const h = (a: import('diff').ChangeObject<string>) => a.value;`,
    },
    needed: ['zod', 'diff'],
    idle: ['execa'],
  },
  javascript: {
    files: {
      'lib.js': `import { Command } from 'commander'; import { execa } from 'execa'; import { pino } from 'pino';
        /** @typedef {import('diff').ChangeObject<string>} Change */
        /** @param {Change} c @returns {string} */
        export function f(c) { new Command(); return c.value; }
        class A { constructor() { this.log = pino(); } /** @returns {string} */ level() { return this.log.level; } }
        export const a = new A();
        /** @param {string} c */
        export const g = async (c) => (await execa(c)).stdout;`,
    },
    needed: ['diff', 'pino', 'execa'],
    idle: ['commander'],
  },
  commonjs: {
    files: {
      'package.json': '{ "type": "commonjs" }',
      'lib.cjs': `const { Command } = require('commander'); const diff = require('diff');
        /** @param {string} a @returns {string} */
        function f(a) { return new Command(a).name(); }
        module.exports = { f, parts: (/** @type {string} */ a) => diff.diffChars(a, 'b') };`,
    },
    needed: ['diff'],
    idle: ['commander'],
  },
};

describe('modules', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lazy-'));
    const root = dirname(dirname(fileURLToPath(import.meta.resolve('zod/package.json'))));
    symlinkSync(root, join(folder, 'node_modules'), 'junction');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(Object.entries(MODULES))('%s', (_title, { files, needed, idle }) => {
    const base = { 'package.json': '{ "type": "module" }' };
    for (const [path, text] of Object.entries({ ...base, ...files })) {
      writeFileSync(join(folder, path), text);
    }
    const entry = Object.keys(files).find((path) => path.startsWith('lib.')) ?? '';
    const ref = locateSource(`./${entry}`, folder);
    const { tools, skipped } = introspectTypescript(ref, NEEDED);
    const whole = introspectTypescript(ref, ALL);
    expect({ tools, skipped }).toEqual({ tools: whole.tools, skipped: whole.skipped });
    expect(tools.length).toBeGreaterThan(0);
    const { leftOut, program } = openProgram(ref, NEEDED);
    const left = leftOut.map(({ node }) => node.text);
    expect(new Set(left)).toEqual(new Set(idle));
    const read = program.getSourceFiles().map(({ fileName }) => fileName);
    for (const name of needed) {
      expect(read).toContainEqual(expect.stringContaining(`/node_modules/${name}/`));
    }
  });
  it('names a package that is too large to read', () => {
    const huge = mkdtempSync(join(tmpdir(), 'huge-'));
    const inside = join(huge, 'node_modules', 'huge');
    mkdirSync(inside, { recursive: true });
    writeFileSync(join(inside, 'package.json'), '{ "name": "huge", "types": "index.d.ts" }');
    writeFileSync(join(inside, 'index.d.ts'), '');
    truncateSync(join(inside, 'index.d.ts'), 25_000_000); // a hole, which takes no room
    writeFileSync(
      join(huge, 'lib.ts'),
      `import { api, type T } from 'huge';
      /** Fine. */ export function a(x: string): number { return api.call((y) => y, x); }
      /** Any. */ export const b = (x: string) => ({ x, y: api.call(x) });
      /** Not. */ export function c(x: T): string { return x; }`,
    );
    const { tools, skipped, diagnostics } = introspectTypescript(locateSource('./lib.ts', huge));
    rmSync(huge, { recursive: true });
    expect(tools.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(skipped.map(({ export: name }) => name)).toEqual(['c']);
    expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'type.unresolved 3',
      'type.unresolved 4',
      'package.huge 1',
    ]);
  });
});
