// The interview in a real terminal: typed key by key, and Ctrl-C, which leaves nothing.
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { copyExample } from '../helpers/project.ts';
import { openTerminal, type Terminal } from '../helpers/terminal.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
/** On a contributor's machine tmux may be absent; in CI that is a failure. */
const skip = !hasTmux && process.env.CI === undefined;

let terminal: Terminal | undefined;

afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
});

function wrap(cwd: string): Promise<Terminal> {
  const bin = join(inject('live').bins, 'mcp-wrap');
  return openTerminal(cwd, [process.execPath, bin, './src/index.js', '--no-install']);
}

describe.skipIf(skip)(skip ? 'interview (skipped: tmux is not installed)' : 'interview', () => {
  test('asks the four decisions one at a time, shows answers and files, and writes', async () => {
    const { dir, server } = await copyExample('text-tools', 'source only');
    terminal = await wrap(dir);
    expect(await terminal.until(/Which exports become tools\?/)).toContain('wordStats');
    await terminal.press('Enter');
    expect(await terminal.until(/Auth: who may call\?/)).toContain('bearer');
    await terminal.press('Enter');
    expect(await terminal.until(/Hosting: where does it run\?/)).toContain('docker');
    await terminal.press('Enter');
    expect(await terminal.until(/Proxy: what stands in front\?/)).toContain('nginx');
    await terminal.press('Enter');
    await terminal.until(/Public URL/);
    await terminal.type('https://text.example.com');
    await terminal.press('Enter');
    const last = await terminal.until(/\? .*\(Y\/n\)/i);
    expect(last).toContain('src/tools.gen.ts');
    await terminal.press('Enter');
    expect(await terminal.exitCode()).toBe(0);
    const config = JSON.parse(await readFile(join(server, 'mcp.config.json'), 'utf8'));
    expect(config).toMatchObject({
      auth: { kind: 'bearer' },
      hosting: { kind: 'docker', publicUrl: 'https://text.example.com' },
    });
  });

  test('Ctrl-C ends with 130 and leaves nothing', async () => {
    const { dir } = await copyExample('text-tools', 'source only');
    const before = await readdir(dir);
    terminal = await wrap(dir);
    await terminal.until(/Which exports become tools\?/);
    await terminal.press('C-c');
    expect(await terminal.exitCode()).toBe(130);
    expect(await readdir(dir)).toEqual(before);
  });
});
