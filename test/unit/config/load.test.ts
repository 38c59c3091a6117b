// What mcp.config.json may hold, and how each mistake in it is named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findConfig, loadConfig } from '../../../src/config/load.ts';
import { jsonPositions, placeOf } from '../../../src/config/positions.ts';
import { WrapError } from '../../../src/errors.ts';

const minimal = {
  version: 1,
  name: 'notes',
  source: '../src/lib.ts',
  auth: { kind: 'bearer' },
  hosting: { kind: 'docker' },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'mcp.config.json');
  writeFileSync(path, text);
  return path;
}

async function problems(text: string): Promise<WrapError> {
  const failure: unknown = await loadConfig(file(text)).catch((error: unknown) => error);
  if (!(failure instanceof WrapError)) throw new Error('no WrapError was thrown');
  return failure;
}

const found = (error: WrapError) =>
  error.diagnostics.map(({ line, message }) => `${line} ${message}`);

describe('loading', () => {
  it('fills in what is left out', async () => {
    const config = await loadConfig(file(JSON.stringify(minimal)));
    expect(config.tools).toEqual({ exclude: [], includeDangerous: [], job: [], sync: [] });
    expect(config.hosting.proxy).toBe('none');
  });

  it.each([
    ['callers', { '*': ['add'] }, 'callers.*: expected the name of one caller'],
    ['callers', { alice: 'add' }, 'callers.alice: expected "*" or a list of names'],
    ['callers', {}, 'callers: expected a caller: without any, nobody gets anything'],
    ['callers', JSON.parse('{"__proto__":"*"}'), 'callers: expected no rule for "__proto__"'],
    ['scopes', JSON.parse('{"__proto__":["x"]}'), 'scopes: expected no rule for "__proto__"'],
    ['scopes', { add: [] }, 'scopes.add: expected a scope, or no rule'],
    ['scopes', { add: ['a b'] }, 'scopes.add[0]: expected a scope: ASCII'],
    ['scopes', { add: ['a", error="x'] }, 'scopes.add[0]: expected a scope: ASCII'],
    ['scopes', { add: 'read' }, 'scopes.add: expected array'],
  ])('names what is wrong with auth.%s %j', async (key, rules, says) => {
    const error = await problems(
      JSON.stringify({ ...minimal, auth: { kind: 'oauth', [key]: rules } }),
    );
    expect(found(error)).toEqual([expect.stringContaining(`auth.${says}`)]);
  });

  it('reads past a byte order mark', async () => {
    const config = await loadConfig(file(`\uFEFF${JSON.stringify(minimal)}`));
    expect(config.name).toBe('notes');
  });

  it('names every problem with its path and line', async () => {
    const text = JSON.stringify(
      { ...minimal, auth: { kind: 'baerer' }, tools: { onyl: [], job: [1] }, files: 'yes' },
      null,
      2,
    );
    const error = await problems(text);
    expect(error.code).toBe('config.invalid');
    expect(found(error)).toEqual([
      expect.stringMatching(/^6 auth\.kind: expected "bearer" or /),
      '12 tools.onyl: unknown key; did you mean "only"?',
      '14 tools.job[0]: expected string, received number',
      '17 files: expected boolean, received string',
    ]);
  });

  it('names what is missing', async () => {
    const error = await problems('{ "version": 1 }');
    expect(found(error).join('\n')).toContain('name: expected string, but it is missing');
  });

  it('says that a newer version wrote the file', async () => {
    const error = await problems(JSON.stringify({ ...minimal, version: 2, clients: [] }));
    expect(error.code).toBe('config.future');
    expect(error.message).toContain('version 2');
  });

  it('names line and column of broken JSON', async () => {
    const error = await problems('{\n  "version": 1,\n  "name": "x",\n}\n');
    expect(error.message).toMatch(/mcp\.config\.json:4:1 is not JSON$/);
    expect(found(error)).toEqual(['4 not JSON here: expected a key in double quotes (column 1)']);
  });

  it('says that a named file is missing', async () => {
    await expect(loadConfig(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'config.invalid',
    });
  });

  it('finds the first of several', () => {
    const path = file(JSON.stringify(minimal));
    expect(findConfig([join(folder, 'absent'), folder])).toBe(path);
    expect(findConfig([join(folder, 'absent')])).toBeUndefined();
  });
});

describe('positions', () => {
  it('finds a mistake exactly where there is one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(jsonPositions(text).mistake === undefined).toBe(valid);
      }),
    );
  });

  it('accepts all JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonPositions(text).mistake).toBeUndefined();
      }),
    );
  });

  it('finds mistakes in damaged JSON', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom(',', '}', '"', 'x', ''),
        (json, at, dirt) => {
          const cut = at % (json.length + 1);
          const text = json.slice(0, cut) + dirt + json.slice(cut + 1);
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          expect(jsonPositions(text).mistake === undefined).toBe(valid);
        },
      ),
    );
  });

  it('counts lines and columns from 1', () => {
    expect(placeOf('a\nbc', 3)).toEqual({ line: 2, column: 2 });
  });
});
