// Files in a bucket of an independent S3 server: kept and removed through its API, downloaded by plain HTTP clients.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSettings } from '../../templates/files/src/runtime/files/settings.ts';
import { sweep } from '../../templates/files/src/runtime/files/sweeper.ts';
import { readPlace } from '../../templates/files-s3/src/runtime/files/places.ts';
import { connectModern as connect } from '../helpers/clients.ts';
import { buildFileServer } from '../helpers/file-server.ts';
import { KEYS, REGION, type S3Server, startS3 } from '../helpers/s3.ts';
import { startServer, TOKEN } from '../helpers/server.ts';
import { type FileServer, startFileServer } from '../unit/runtime/files-server.ts';
import { connectModern, OTHER_TOKEN } from '../unit/runtime/harness.ts';
import { raw } from '../unit/runtime/raw.ts';

const KEY = 'one key for every replica, 32 bytes';
const FILE = { caller: 'me', name: 'Märchen (1)*.csv', mimeType: 'text/csv', data: 'a,b\n1,2\n' };

let s3: S3Server;
let server: FileServer;
let replica: FileServer;
beforeAll(async () => {
  s3 = await startS3();
  server = await startFileServer(env(), readSettings);
  replica = await startFileServer(env(), readSettings);
});
afterAll(async () => {
  await server?.stop();
  await replica?.stop();
  await s3?.stop();
});

function env(change: Record<string, string> = {}): Record<string, string> {
  return {
    FILES_URL: 's3://bucket/all/mcp/files/',
    FILES_SIGNING_KEY: KEY,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...change,
  };
}

/** As a project generated with `"files": "s3"` reads them. */
const readSettings: typeof readFileSettings = ({ FILES_URL = '', ...rest }, settings) => {
  const { value, problems } = readFileSettings(rest, settings);
  const place = readPlace(FILES_URL, rest);
  return {
    value: { ...value, openPlace: place.value },
    problems: [...problems, ...place.problems],
  };
};

/** Below `all`. */
async function names(): Promise<readonly string[]> {
  const place = await readPlace('s3://bucket/all', env()).value();
  const found: string[] = [];
  for await (const { name } of place.list()) found.push(name);
  return found;
}

describe('a file in a bucket', () => {
  it('is linked from a result, and downloaded by who follows the link', async () => {
    const client = await connectModern(server.url);
    const { name, mimeType: type, data: text } = FILE;
    const made = await client.callTool({ name: 'write', arguments: { name, type, text } });
    const { uri } = Object(made.structuredContent);
    expect(uri.startsWith(new URL('/files/', server.url).href)).toBe(true);
    const answer = await fetch(uri);
    expect(new URL(answer.url).origin).toBe(s3.endpoint);
    expect(await answer.text()).toBe(FILE.data);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv',
      'content-length': '8',
      'content-disposition': `attachment; filename="M_rchen (1)_.csv"; filename*=UTF-8''M%C3%A4rchen%20%281%29_.csv`,
      'cache-control': 'private, no-cache',
    });
    await client.close();
  });

  it('answers HEAD and parts', async () => {
    const uri = server.files.url(await server.files.save(FILE));
    const head = await fetch(uri, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '8']);
    const part = await fetch(uri, { headers: { range: 'bytes=4-5' } });
    expect([part.status, await part.text()]).toEqual([206, '1,']);
    expect(part.headers.get('content-range')).toBe('bytes 4-5/8');
    expect((await fetch(uri, { headers: { range: 'bytes=99-' } })).status).toBe(416);
  });

  it('may be empty, and may be large', async () => {
    const none = server.files.url(await server.files.save({ ...FILE, data: '' }));
    expect(await (await fetch(none)).text()).toBe('');
    const data = new Uint8Array(new SharedArrayBuffer(30_000_000)).fill(7);
    const large = server.files.url(await server.files.save({ ...FILE, data }));
    expect(Buffer.from(await (await fetch(large)).arrayBuffer()).equals(data)).toBe(true);
  });

  it('is given to whom it was made for by a link of ten minutes, without credentials', async () => {
    const { id } = await server.files.save(FILE);
    const answer = await raw(server.port, { method: 'GET', path: `/files/${id}` });
    expect(answer).toMatchObject({ status: 302, text: '' });
    expect(answer.headers['cache-control']).toBe('no-store');
    const link = new URL(answer.headers.location ?? '');
    expect(link.searchParams.get('X-Amz-Expires')).toBe('600');
    const changed = [
      link.href.replace('text%2Fcsv', 'text%2Fhtml'),
      link.href.replace(/Expires=600/, 'Expires=6000'),
      link.href.replace(
        id,
        id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ),
    ];
    for (const each of changed) expect((await fetch(each)).status).toBe(403);
    expect((await fetch(link, { method: 'PUT', body: 'x' })).status).toBe(403);
    const authorised = { headers: { authorization: `Bearer ${OTHER_TOKEN}` } };
    const before = s3.requests.length;
    const uri = server.files.url({ id });
    expect(await (await fetch(uri, authorised)).text()).toBe(FILE.data);
    expect(s3.requests.slice(before).map(({ authorization }) => authorization)).not.toContain(
      authorised.headers.authorization,
    );
  });

  it('is nobody else’s', async () => {
    const { id } = await server.files.save(FILE);
    const path = `/files/${id}`;
    const foreign = { authorization: `Bearer ${OTHER_TOKEN}` };
    const asked = { method: 'GET', path, headers: foreign };
    expect((await raw(server.port, asked)).status).toBe(404);
    expect((await raw(server.port, { ...asked, headers: { authorization: null } })).status).toBe(
      401,
    );
    const unknown = { method: 'GET', path: `/files/${'0'.repeat(32)}` };
    expect((await raw(server.port, unknown)).status).toBe(404);
  });

  it('is every replica’s', async () => {
    const { id } = await server.files.save(FILE);
    const link = new URL(server.files.url({ id }));
    const elsewhere = new URL(link.pathname + link.search, replica.url);
    expect(await (await fetch(elsewhere)).text()).toBe(FILE.data);
    await replica.files.remove([id]);
    await replica.files.remove([id]);
    expect((await fetch(link)).status).toBe(404);
    expect((await names()).filter((name) => name.includes(id))).toEqual([]);
  });
});

describe('a bucket', () => {
  it('is swept below the prefix alone', async () => {
    const old = await server.files.save({ ...FILE, keep: -1 });
    const kept = await server.files.save(FILE);
    const root = await readPlace('s3://bucket/all', env()).value();
    await root.write(`mine-${old.id}.json`, Buffer.from('{}'));
    await sweep(await readPlace('s3://bucket/all/mcp/files', env()).value(), new Map());
    const left = await names();
    expect(left.filter((name) => name.includes(old.id))).toEqual([`mine-${old.id}.json`]);
    expect(left.filter((name) => name.includes(kept.id)).sort()).toEqual([
      `mcp/files/${kept.id}.bin`,
      `mcp/files/${kept.id}.json`,
    ]);
  });

  it('that does not answer is an error of the call, and is used again when it does', async () => {
    s3.broken = true;
    const client = await connectModern(server.url);
    const call = { name: 'write', arguments: { name: 'a', type: 'text/plain', text: 'x' } };
    const result = await client.callTool(call);
    expect(result).toMatchObject({
      isError: true,
      content: [{ text: '{"error":"the file was not kept: the file store does not take it"}' }],
    });
    s3.broken = false;
    expect((await client.callTool(call)).isError).not.toBe(true);
    await client.close();
  });

  it.each([
    ['the secret is wrong', { AWS_SECRET_ACCESS_KEY: 'wrong-secret' }, 'SignatureDoesNotMatch'],
    ['there is none of that name', { FILES_URL: 's3://nothing' }, 'NoSuchBucket'],
    ['nobody is there', { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' }, 'fetch failed'],
  ])('that cannot be used stops the start: %s', async (_name, change, reason) => {
    const changed = env(change);
    const opened = readPlace(changed.FILES_URL ?? '', changed).value();
    const error = await opened.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/FILES_URL: the bucket \w+ at http:\S+ cannot be used/);
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toMatch(/wrong-secret/);
  });
});

it('is where a generated server keeps its files', async () => {
  const project = await buildFileServer('s3');
  const generated = await startServer(project, { env: env() });
  const client = await connect(generated.url, TOKEN);
  const { structured } = await client.call('table', { title: 'generated' });
  const answer = await fetch(Object(structured).uri);
  expect(new URL(answer.url).origin).toBe(s3.endpoint);
  expect(await answer.text()).toBe('title\ngenerated\n');
  await client.close();
  expect(await generated.stop()).toBe(0);
});
