// Output of any size arrives whole, however slowly the other end of a pipe reads.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { scratch } from '../helpers/project.ts';
import { cleanEnv } from '../helpers/run.ts';

const COUNT = 1500;

async function largePackage(): Promise<string> {
  const folder = await scratch('pipe');
  const words = 'A sentence that says again what the function does. '.repeat(8).trim();
  const functions = Array.from({ length: COUNT }, (_, index) => {
    return `/** ${words} */\nexport const f${index} = (value: number): number => value;\n`;
  });
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'package.json'), '{ "name": "pipe", "type": "module" }\n');
  await writeFile(join(folder, 'src/lib.ts'), functions.join(''));
  return folder;
}

/** Takes a piece only when the one before was looked at; the pipe is full in between. */
async function readSlowly(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    pieces.push(Buffer.from(piece));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(pieces).toString('utf8');
}

test('--print json of more than a megabyte, through a slow pipe', async () => {
  const cwd = await largePackage();
  const args = [join(inject('live').bins, 'mcp-wrap'), './src/lib.ts', '--print', 'json'];
  const child = spawn(process.execPath, args, {
    cwd,
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const text = await readSlowly(child.stdout);
  expect(await exit).toBe(0);
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(text).tools).toHaveLength(COUNT);
});
