// The folder that files lie in: what is durable, what is not followed, what is swept, and when it cannot be used.
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderOf, openFolder } from '../../../templates/files/src/runtime/files/folder.ts';
import type { Place } from '../../../templates/files/src/runtime/files/place.ts';
import {
  type FileRow,
  readRow,
  writeFile as writeRow,
} from '../../../templates/files/src/runtime/files/rows.ts';
import { readFileSettings } from '../../../templates/files/src/runtime/files/settings.ts';
import { sweep } from '../../../templates/files/src/runtime/files/sweeper.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import { startFileServer } from './files-server.ts';
import { raw } from './raw.ts';

const ID = '0123456789abcdef'.repeat(2);
const PRESENTED = { contentType: 'text/plain', disposition: 'attachment' };

let folder: string;
let place: Place;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'folder-')), 'deep', 'files');
  place = await openFolder(folder);
});
afterEach(() => rm(join(folder, '../..'), { recursive: true }));

function row(change: Partial<FileRow> = {}): FileRow {
  const times = { created: Date.now(), expires: Date.now() + 60_000 };
  return {
    id: ID,
    caller: 'me',
    name: 'a.txt',
    mimeType: 'text/plain',
    size: 3,
    ...times,
    ...change,
  };
}

describe('a folder', () => {
  it('is made for the server alone, and so is what lies in it', async () => {
    await writeRow(place, row(), Buffer.from('abc'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, `${ID}.bin`))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual([`${ID}.bin`, `${ID}.json`]);
    expect(await readRow(place, ID)).toMatchObject({ name: 'a.txt' });
  });

  it.each([
    ['file:./data/files', join(process.cwd(), 'data/files')],
    ['file:data', join(process.cwd(), 'data')],
    ['file:/var/files', '/var/files'],
    ['file:///var/my%20files', '/var/my files'],
    ['file:', undefined],
    ['file://', undefined],
    ['file://host/share', undefined],
    ['/var/files', undefined],
    ['s3://bucket', undefined],
  ])('is named by %s', (url, path) => {
    expect(folderOf(url)).toBe(path);
  });

  it('that cannot be used stops the start with what to do', async () => {
    const file = join(folder, 'plain');
    await writeFile(file, '');
    const refused = openFolder(join(file, 'below'));
    await expect(refused).rejects.toThrow(
      /^FILES_URL: the folder .*plain.* cannot be used \(ENOTDIR\)/,
    );
  });

  it('gives nothing for links, folders and what is not there', async () => {
    const secret = join(folder, '../secret');
    await writeFile(secret, 'secret');
    await symlink(secret, join(folder, 'link.bin'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling.bin'));
    await mkdir(join(folder, 'folder.bin'));
    for (const name of ['link.bin', 'dangling.bin', 'folder.bin', 'none.bin']) {
      expect(await place.source(name, 'GET', PRESENTED)).toBeUndefined();
      expect(await place.read(name)).toBeUndefined();
    }
  });

  it('gives no row that is broken, or another file’s', async () => {
    await writeFile(join(folder, `${ID}.json`), '{"id":');
    expect(await readRow(place, ID)).toBeUndefined();
    await writeFile(join(folder, `${ID}.json`), JSON.stringify(row({ id: ID.replace('0', 'f') })));
    expect(await readRow(place, ID)).toBeUndefined();
  });

  it('leaves nothing behind when it cannot be written', async () => {
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'taken', 'x'), '');
    await expect(place.write('taken', Buffer.from('abc'))).rejects.toMatchObject({
      name: 'FileError',
      expose: true,
      message: expect.stringContaining('cannot write to its disk'),
    });
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('hands out what was opened although it is removed meanwhile', async () => {
    await place.write('x.bin', Buffer.from('abcdef'));
    const source = await place.source('x.bin', 'GET', PRESENTED);
    if (source?.kind !== 'bytes') throw new Error('no bytes');
    await place.remove('x.bin');
    await place.remove('x.bin');
    expect(await text(source.read(1, 3))).toBe('bcd');
    await source.close();
  });
});

describe('the sweeper', () => {
  const others = ['a', 'b', 'c'].map((digit) => ID.replace('0', digit));

  it('removes what is over its time, bytes first, and keeps the rest', async () => {
    const [over = '', kept = ''] = others;
    await writeRow(place, row({ id: over, expires: Date.now() - 1 }), Buffer.from('abc'));
    await writeRow(place, row({ id: kept }), Buffer.from('abc'));
    const removed = vi.spyOn(place, 'remove');
    await sweep(place, new Map());
    expect(removed.mock.calls).toEqual([[`${over}.bin`], [`${over}.json`]]);
    expect((await readdir(folder)).sort()).toEqual([`${kept}.bin`, `${kept}.json`]);
  });

  it('removes what was cut off, once it is sure that nobody writes it', async () => {
    const old = new Date(Date.now() - 7_200_000);
    const names = [`${ID}.bin`, `${ID}.json.0011.tmp`, 'strange'];
    for (const name of [...names, 'new.bin.22.tmp', `${others[0]}.bin`]) {
      await writeFile(join(folder, name), '');
      if (names.includes(name)) await utimes(join(folder, name), old, old);
    }
    await sweep(place, new Map());
    expect((await readdir(folder)).sort()).toEqual(
      [`${others[0]}.bin`, 'new.bin.22.tmp', 'strange'].sort(),
    );
  });

  it('ends a removal that was cut off between bytes and row', async () => {
    await writeRow(place, row({ expires: Date.now() - 1 }), Buffer.from('abc'));
    await place.remove(`${ID}.bin`);
    await sweep(place, new Map());
    expect(await readdir(folder)).toEqual([]);
  });

  it('reads each row once, and forgets those that are gone', async () => {
    await writeRow(place, row(), Buffer.from('abc'));
    const read = vi.spyOn(place, 'read');
    const known = new Map<string, number>();
    await sweep(place, known);
    await sweep(place, known);
    expect(read).toHaveBeenCalledTimes(1);
    await place.remove(`${ID}.json`);
    await sweep(place, known);
    expect(known.size).toBe(0);
  });

  it('sweeps at start', async () => {
    const data = join(folder, '../data');
    const files = join(data, 'files');
    await mkdir(files, { recursive: true });
    const before = await openFolder(files);
    await writeRow(before, row({ expires: Date.now() - 1 }), Buffer.from('abc'));
    const server = await startFileServer({ DATA_DIR: data });
    await expect.poll(() => readdir(files)).toEqual([]);
    await server.stop();
  });
});

describe('a server', () => {
  it('says that its disk cannot be written, and works again when it can', async () => {
    const server = await startFileServer();
    const file = { caller: 'me', name: 'a', mimeType: 'text/plain', data: 'abc' };
    const { id } = await server.files.save(file);
    await rename(server.folder, `${server.folder}-away`);
    await expect(server.files.save(file)).rejects.toThrow(/cannot write to its disk \(ENOENT\)/);
    const get = { method: 'GET', path: `/files/${id}` };
    expect((await raw(server.port, get)).status).toBe(404);
    await rename(`${server.folder}-away`, server.folder);
    expect((await raw(server.port, get)).status).toBe(200);
    await server.files.remove([id, '..', 'x']);
    expect((await raw(server.port, get)).status).toBe(404);
    expect(await readdir(server.folder)).toEqual([]);
    await server.stop();
  });

  it('follows no link that lies in its folder', async () => {
    const server = await startFileServer();
    const saved = await server.files.save({
      caller: 'me',
      name: 'a',
      mimeType: 'text/plain',
      data: 'abc',
    });
    const path = join(server.folder, `${saved.id}.bin`);
    await rm(path);
    await symlink(join(server.folder, `${saved.id}.json`), path);
    const answer = await raw(server.port, { method: 'GET', path: `/files/${saved.id}` });
    expect(answer.status).toBe(404);
    expect(await readFile(path, 'utf8')).toContain(saved.id);
    await server.stop();
  });

  it('ends a download whose client leaves, and lets go of the file', async () => {
    const server = await startFileServer();
    const data = Buffer.alloc(20_000_000);
    const { id } = await server.files.save({
      caller: 'me',
      name: 'a',
      mimeType: 'text/plain',
      data,
    });
    const controller = new AbortController();
    const answer = await fetch(server.files.url({ id }), { signal: controller.signal });
    await answer.body?.getReader().read();
    controller.abort();
    const open = async () =>
      (await readdir('/proc/self/fd').catch(() => [])).length > 0 &&
      (await openPaths()).some((path) => path.includes(id));
    await expect.poll(open).toBe(false);
    await server.stop();
  });
});

/** Paths that this process has open; empty where the system does not tell. */
async function openPaths(): Promise<readonly string[]> {
  const { readlink } = await import('node:fs/promises');
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  return Promise.all(descriptors.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')));
}

describe('settings', () => {
  const read = (env: Record<string, string>) => readFileSettings(env, readSettings({}).value);

  it.each([
    [
      { FILES_URL: 's3://key:secret@bucket/x' },
      'put "stores": {"files": "s3"} into mcp.config.json',
    ],
    [{ FILES_URL: 'ftp://x' }, 'expected file:<folder>'],
    [{ FILES_SIGNING_KEY: 'short-secret' }, 'FILES_SIGNING_KEY has 12 bytes: expected at least 32'],
    [{ FILES_LINK_TTL: '10' }, 'FILES_LINK_TTL is "10"'],
    [{ JOB_TTL: 'off' }, 'JOB_TTL is "off"'],
  ])('%o is a problem, without secrets', (env, problem) => {
    const { problems } = read(env);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toMatch(/secret@|short-secret/);
  });

  it('have a key of chance, another one each time', () => {
    const [one, two] = [read({}), read({})];
    expect(one.problems).toEqual([]);
    expect(one.value.key.bytes).not.toEqual(two.value.key.bytes);
    const key = 'k'.repeat(32);
    expect(read({ FILES_SIGNING_KEY: key }).value.key).toEqual({
      bytes: Buffer.from(key),
      isOwn: true,
    });
  });
});
