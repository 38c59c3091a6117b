// The public API, used as its one example says: locate, introspect, generate, write, and generate again.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { configSchema, generate, introspect, locateSource, write } from '../../src/index.js';

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'api-')));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('generates a server that a second run leaves as it is', async () => {
  const source = locateSource('./src/notes.ts', join(import.meta.dirname, '../golden/source'));
  const config = configSchema.parse({
    version: 1,
    name: 'notes',
    source: './notes.ts',
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
  });
  const model = await introspect(source);
  const request = { source, model, config, out: dir, force: false, starter: false };
  const run = () => generate({ ...request, toolVersion: '1.0.0' });

  const first = await run();
  expect(new Set(first.changes.map(({ kind }) => kind))).toEqual(new Set(['create']));
  write(dir, first);
  expect(JSON.parse(readFileSync(join(dir, 'src/tools.gen.json'), 'utf8')).tools).toHaveLength(4);

  const second = await run();
  expect(second.check).toEqual({ clean: true, stale: [], edited: [], surface: [] });
  expect(new Set(second.changes.map(({ kind }) => kind))).toEqual(new Set(['identical']));
});
