// Files over HTTP: who gets them, with which headers, whole and in parts; and how results link to them.
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FileServer, PNG, startFileServer } from './files-server.ts';
import { connectLegacy, connectModern, OTHER_TOKEN, TOKEN } from './harness.ts';
import { type Answer, eventually, type RawRequest, raw } from './raw.ts';

const TEXT = 'a,b\n1,2\n';
const UNKNOWN = '0'.repeat(32);

let server: FileServer;
beforeAll(async () => {
  server = await startFileServer();
});
afterAll(() => server.stop());

async function save(caller = 'me', keep?: number): Promise<{ id: string; path: string }> {
  const file = { caller, name: 'table.csv', mimeType: 'text/csv', data: TEXT };
  const { id } = await server.files.save(keep === undefined ? file : { ...file, keep });
  return { id, path: `/files/${id}` };
}

/** With the token of `me` unless the headers say otherwise. */
function get(path: string, request: Omit<RawRequest, 'path'> = {}): Promise<Answer> {
  return raw(server.port, { method: 'GET', path, ...request });
}

const anonymous = { headers: { authorization: null } };

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

describe('a file', () => {
  it('is downloaded by whom it was made for, as what it was declared', async () => {
    const { id, path } = await save();
    const answer = await get(path);
    expect(answer).toMatchObject({ status: 200, text: TEXT });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': String(TEXT.length),
      'content-disposition': `attachment; filename="table.csv"; filename*=UTF-8''table.csv`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${id}"`,
    });
  });

  it('answers HEAD with the same headers and no body', async () => {
    const { path } = await save();
    const [whole, head] = await Promise.all([get(path), get(path, { method: 'HEAD' })]);
    const { date: _, ...headers } = whole.headers;
    expect(head).toMatchObject({ status: 200, text: '', headers });
  });

  it('may be empty, and may be large', async () => {
    const empty = { caller: 'me', name: 'nothing', mimeType: 'text/plain', data: '' };
    const none = await server.files.save(empty);
    expect(await get(`/files/${none.id}`)).toMatchObject({ status: 200, text: '' });
    const part = await get(`/files/${none.id}`, { headers: { range: 'bytes=0-' } });
    expect(part).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */0' } });
    const data = Buffer.alloc(5_000_000, 'x');
    const large = await server.files.save({ ...empty, data });
    expect((await get(`/files/${large.id}`)).text.length).toBe(data.length);
  });

  it.each<[string, string | undefined, number, string, string | undefined]>([
    ['the first bytes', 'bytes=0-2', 206, 'a,b', 'bytes 0-2/8'],
    ['the rest', 'bytes=4-', 206, '1,2\n', 'bytes 4-7/8'],
    ['the last bytes', 'bytes=-4', 206, '1,2\n', 'bytes 4-7/8'],
    ['more than there is', 'bytes=4-99', 206, '1,2\n', 'bytes 4-7/8'],
    ['more at the end than there is', 'bytes=-99', 206, TEXT, 'bytes 0-7/8'],
    ['bytes behind the end', 'bytes=8-', 416, '', 'bytes */8'],
    ['no bytes', 'bytes=-0', 416, '', 'bytes */8'],
    ['a range backwards', 'bytes=5-2', 200, TEXT, undefined],
    ['several ranges', 'bytes=0-1,3-4', 200, TEXT, undefined],
    ['another unit', 'lines=0-1', 200, TEXT, undefined],
    ['an endless number', `bytes=${'9'.repeat(400)}-`, 200, TEXT, undefined],
  ])('is given in parts: %s', async (_name, range, status, text, contentRange) => {
    const { path } = await save();
    const answer = await get(path, range === undefined ? {} : { headers: { range } });
    expect(answer).toMatchObject({ status, text });
    expect(answer.headers['content-range']).toBe(contentRange);
    expect(answer.headers['content-length']).toBe(String(text.length));
  });

  it('is not sent again to who has it; a part of another version is the whole', async () => {
    const { id, path } = await save();
    const known = { headers: { 'if-none-match': `W/"x", "${id}"` } };
    expect(await get(path, known)).toMatchObject({ status: 304, text: '' });
    const other = { headers: { range: 'bytes=0-2', 'if-range': '"other"' } };
    expect(await get(path, other)).toMatchObject({ status: 200, text: TEXT });
  });

  it('ends with its time', async () => {
    const { path } = await save('me', 1);
    await eventually(async () => (await get(path)).status).toBe(404);
  });

  it.each(['POST', 'DELETE', 'PUT'])('takes no %s', async (method) => {
    expect((await get((await save()).path, { method })).status).toBe(405);
  });
});

describe('who may have it', () => {
  it('needs credentials, and says so like /mcp', async () => {
    const { path } = await save();
    const answer = await get(path, anonymous);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="mcp"');
    expect((await get(`/files/${UNKNOWN}`, anonymous)).text).toBe(answer.text);
    expect((await get(`${path}?token=${TOKEN}&access_token=${TOKEN}`, anonymous)).status).toBe(401);
  });

  it('gives one answer for unknown, foreign, expired and malformed ids', async () => {
    const { id, path } = await save('you');
    const expired = await save('me', -1);
    const paths = [
      path,
      expired.path,
      `/files/${UNKNOWN}`,
      '/files/',
      '/files/..',
      '/files/../etc/passwd',
      '/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '/files/%00',
      `/files/${id}%00`,
      `/files/${id}/`,
      `/files/${id}.json`,
      `/files/${id}.bin`,
      `/files/${id.toUpperCase()}`,
      `/files/x${id}`,
      '/files/%',
      `/files/${'a'.repeat(5000)}`,
    ];
    const answers = await Promise.all(paths.map((each) => get(each)));
    const [first] = answers;
    expect(first).toMatchObject({ status: 404 });
    for (const answer of answers) {
      expect(answer.text).toBe(first?.text);
      expect(Object.keys(answer.headers)).toEqual(Object.keys(first?.headers ?? {}));
    }
    const theirs = { headers: { authorization: `Bearer ${OTHER_TOKEN}` } };
    expect((await get(path, theirs)).status).toBe(200);
  });

  it('opens to a signed link, for a while', async () => {
    const { id } = await save('you');
    const link = pathOf(server.files.url({ id }));
    expect(link).toMatch(/^\/files\/[0-9a-f]{32}\?exp=\d+&sig=[\w-]{43}$/);
    expect(await get(link, anonymous)).toMatchObject({ status: 200, text: TEXT });
    expect((await get(link, { ...anonymous, method: 'HEAD' })).status).toBe(200);
    expect((await get(link)).status).toBe(200);
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 601_000);
    const late = await get(link, anonymous);
    now.mockRestore();
    expect(late.status).toBe(401);
  });

  it('refuses a link that was changed', async () => {
    const { id } = await save('you');
    const other = await save('you');
    const link = pathOf(server.files.url({ id }));
    const changed = [
      link.replace(id, other.id),
      link.replace(/exp=\d/, 'exp=9'),
      link.replace(/exp=\d+/, 'exp=99999999999999'),
      link.replace(/exp=\d+/, 'exp=1e99'),
      link.replace(/exp=(\d+)/, 'exp=$1.5'),
      link.replace(/&sig=.*/, ''),
      link.replace(/sig=./, 'sig='),
      link.replace(/sig=.*/, `sig=${'A'.repeat(43)}`),
      link.replace(/sig=.*/, `sig=${'é'.repeat(43)}`),
      link.replace('exp=', 'exp=1&exp='),
    ];
    const answers = await Promise.all(changed.map((each) => get(encodeURI(each), anonymous)));
    expect(answers.map(({ status }) => status)).toEqual(changed.map(() => 401));
  });

  it('keeps what a link opens out of the log', async () => {
    const { id } = await save('you');
    const link = pathOf(server.files.url({ id }));
    await get(link, anonymous);
    expect(JSON.stringify(server.lines)).not.toContain(new URLSearchParams(link).get('sig'));
    expect(server.lines).toContainEqual(
      expect.objectContaining({ msg: 'file', file: id, caller: 'link' }),
    );
  });
});

describe('results', () => {
  const clients = { '2026-07-28': connectModern, '2025-11-25': connectLegacy };

  it.each(Object.entries(clients))('link to files that tools made (%s)', async (_era, connect) => {
    const client = await connect(server.url);
    const args = { name: '../Märchen "1".csv', type: 'text/csv', text: TEXT };
    const made = await client.callTool({ name: 'write', arguments: args });
    const { structuredContent, content } = made;
    expect(content).toHaveLength(2);
    expect(structuredContent).toMatchObject({
      name: '.._Märchen _1_.csv',
      mimeType: 'text/csv',
      size: 8,
    });
    expect(content).toContainEqual({ type: 'resource_link', ...Object(structuredContent) });
    const { uri } = Object(structuredContent);
    const download = await fetch(uri);
    expect(await download.text()).toBe(TEXT);
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename=".._M_rchen _1_.csv"; filename*=UTF-8''.._M%C3%A4rchen%20_1_.csv`,
    );
    await client.close();
  });

  it('give bytes as a file, named for the tool and what they are', async () => {
    const client = await connectModern(server.url);
    const { content } = await client.callTool({ name: 'draw', arguments: {} });
    expect(content).toMatchObject([
      { type: 'resource_link', name: 'draw.png', mimeType: 'image/png', size: PNG.length },
    ]);
    await client.close();
  });

  it('name every file of a call in order, and none of one that failed', async () => {
    const client = await connectModern(server.url);
    const good = await client.callTool({ name: 'pages', arguments: { fail: false } });
    expect(good.content).toMatchObject([
      { type: 'text', text: 'two pages' },
      { type: 'resource_link', name: '1.txt' },
      { type: 'resource_link', name: '2.txt' },
    ]);
    const bad = await client.callTool({ name: 'pages', arguments: { fail: true } });
    expect(bad).toMatchObject({ isError: true, content: [{ text: '{"error":"no third page"}' }] });
    expect(bad.content).toHaveLength(1);
    await client.close();
  });

  it.each([
    ['no media type', { name: 'x', type: 'csv', text: 'x' }, 'media type'],
    [
      'a header in the media type',
      { name: 'x', type: 'text/csv\r\nx: y', text: 'x' },
      'media type',
    ],
  ])('say what is wrong with a file: %s', async (_name, args, message) => {
    const client = await connectModern(server.url);
    const result = await client.callTool({ name: 'write', arguments: args });
    expect(result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining(message) }],
    });
    await client.close();
  });

  it('never name a path', async () => {
    const names = await readdir(server.folder);
    expect(names.length).toBeGreaterThan(0);
    expect(JSON.stringify(server.lines)).not.toContain(server.folder);
  });
});
