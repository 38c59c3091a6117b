// Files on a disk that is full: a clear error, nothing half written, and work again once there is room.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runOk } from '../helpers/run.ts';
import { type FileServer, startFileServer } from '../unit/runtime/files-server.ts';
import { connectModern } from '../unit/runtime/harness.ts';
import { raw } from '../unit/runtime/raw.ts';

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';
const why =
  isRoot || process.env.CI ? undefined : 'a disk of one megabyte is mounted by root on Linux';
let disk: string;

describe.skipIf(why)(`a full disk${why === undefined ? '' : `: skipped, ${why}`}`, () => {
  let server: FileServer;
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'disk-'));
    const size = ['-o', 'size=1m,mode=700'];
    await runOk('mount', ['-t', 'tmpfs', ...size, 'tmpfs', disk], { cwd: tmpdir() });
    server = await startFileServer({ DATA_DIR: disk });
  });
  afterAll(async () => {
    await server?.stop();
    await run('umount', [disk], { cwd: tmpdir() });
    await rm(disk, { recursive: true });
  });

  const write = async (text: string) => {
    const client = await connectModern(server.url);
    const args = { name: 'a.txt', type: 'text/plain', text };
    const result = await client.callTool({ name: 'write', arguments: args });
    await client.close();
    return result;
  };

  it('refuses the file, keeps those before, and takes files again', async () => {
    const { id } = await server.files.save({
      caller: 'me',
      name: 'b',
      mimeType: 'text/plain',
      data: 'before',
    });
    const filler = join(disk, 'filler');
    await writeFile(filler, Buffer.alloc(900_000));
    const before = (await readdir(server.folder)).sort();
    expect(await write('x'.repeat(500_000))).toMatchObject({
      isError: true,
      content: [{ text: `{"error":"the file was not kept: the server's disk is full"}` }],
    });
    expect((await readdir(server.folder)).sort()).toEqual(before);
    const got = await raw(server.port, { method: 'GET', path: `/files/${id}` });
    expect(got).toMatchObject({ status: 200, text: 'before' });
    await rm(filler);
    expect((await write('x'.repeat(500_000))).isError).not.toBe(true);
  });
});
