// --watch in process: a change of the source or of the answers is generated, Ctrl-C ends it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeWorld, notes, tool, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const surface = () => readFileSync(join(world.dir, 'mcp-server/src/tools.gen.json'), 'utf8');

it('regenerates when a file is added, and ends with 130', async () => {
  const running = world.wrap('./src/lib.ts', '--yes', '--no-install', '--watch');
  await vi.waitFor(() => expect(surface()).toContain('search'));
  world.model = { ...notes(), tools: [tool('brandNew')] };
  world.file('src/more.ts', 'export {};\n');
  await vi.waitFor(() => expect(surface()).toContain('brandNew'), { timeout: 10_000 });
  const config = join(world.dir, 'mcp-server/mcp.config.json');
  const answers = JSON.parse(readFileSync(config, 'utf8'));
  world.model = notes();
  world.file(
    'mcp-server/mcp.config.json',
    JSON.stringify({ ...answers, tools: { only: ['list'] } }),
  );
  await vi.waitFor(() => expect(JSON.parse(surface()).tools).toMatchObject([{ name: 'list' }]), {
    timeout: 10_000,
  });
  world.abort.abort();
  expect((await running).code).toBe(130);
});
