// Sessions of 2025-era clients: opened by initialize, bound to the caller, capped, expiring.
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { connectLegacy, OTHER_TOKEN, type Running, startServer } from './harness.ts';
import { isWaiting, release, wasAborted } from './project/lib.ts';
import { call, eventually, initialize, message, post, raw, rpc } from './raw.ts';

let running: Running;
afterEach(() => running.stop());

async function openSession(port = running.port): Promise<string> {
  const answer = await raw(port, { headers: both, body: initialize() });
  expect(answer.status).toBe(200);
  return String(answer.headers['mcp-session-id']);
}

const both = { accept: 'application/json, text/event-stream' };
const inSession = (id: string) => ({ ...both, 'mcp-session-id': id });

describe('sessions', () => {
  it('serve the caller who opened them and nobody else', async () => {
    running = await startServer();
    const id = await openSession();
    const body = call('echo', { text: 'hello' });
    const own = await raw(running.port, { headers: inSession(id), body });
    expect(message(own).result).toMatchObject({ content: [{ text: 'hello' }] });
    const authorization = `Bearer ${OTHER_TOKEN}`;
    for (const asked of [body, rpc('tools/list')]) {
      const headers = { ...inSession(id), authorization };
      expect((await raw(running.port, { headers, body: asked })).status).toBe(404);
      const unknown = inSession('00000000-0000-4000-8000-000000000000');
      expect((await raw(running.port, { headers: unknown, body: asked })).status).toBe(404);
    }
  });

  it('end the stream of a cancelled call, so that its place is free again', async () => {
    running = await startServer({ MAX_CONCURRENT: '1' });
    const headers = inSession(await openSession());
    const body = call('wait', { name: 'regretted' });
    const waiting = raw(running.port, { headers, body });
    await eventually(() => isWaiting('regretted')).toBe(true);
    const params = { requestId: JSON.parse(body).id };
    const cancel = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    expect((await raw(running.port, { headers, body: cancel })).status).toBe(202);
    expect(await waiting).toMatchObject({ status: 200, text: '' });
    expect(wasAborted('regretted')).toBe(true);
    expect((await raw(running.port, { body: call('touch') })).status).toBe(200);
  });

  it('go on with the call of a client that disconnects, and count it', async () => {
    running = await startServer({ MAX_CONCURRENT: '1' });
    const { port } = running;
    const id = await openSession();
    const left = post(port, call('wait', { name: 'left' }), inSession(id));
    await eventually(() => isWaiting('left')).toBe(true);
    left.destroy();
    await once(left, 'close');
    const next = () => raw(port, { body: call('touch') });
    expect((await next()).status).toBe(503);
    expect(wasAborted('left')).toBe(false);
    release('left');
    await eventually(async () => (await next()).status).toBe(200);
  });

  it('end with DELETE', async () => {
    running = await startServer();
    const headers = inSession(await openSession());
    expect((await raw(running.port, { method: 'DELETE', headers })).status).toBe(200);
    expect((await raw(running.port, { headers, body: rpc('tools/list') })).status).toBe(404);
  });

  it('give way to a new one at the cap, the idlest first', async () => {
    running = await startServer({ SESSION_MAX: '2' });
    const [first, second] = [await openSession(), await openSession()];
    await raw(running.port, { headers: inSession(first), body: call('touch') });
    const third = await openSession();
    const status = async (id: string) =>
      (await raw(running.port, { headers: inSession(id), body: rpc('ping') })).status;
    expect([await status(first), await status(second), await status(third)]).toEqual([
      200, 404, 200,
    ]);
  });

  it('are not opened by what is no initialize', async () => {
    running = await startServer({ SESSION_MAX: '1' });
    const id = await openSession();
    const broken = rpc('initialize', {});
    await raw(running.port, { headers: both, body: broken });
    expect((await raw(running.port, { headers: inSession(id), body: rpc('ping') })).status).toBe(
      200,
    );
  });

  it('expire when idle', async () => {
    running = await startServer({ SESSION_IDLE: '40ms' });
    const headers = inSession(await openSession());
    const get = { method: 'GET', headers: { ...headers, accept: 'application/json' } };
    await eventually(async () => (await raw(running.port, get)).status).toBe(404);
  });

  it('are absent when they are off', async () => {
    running = await startServer({ MCP_SESSIONS: 'off' });
    const answer = await raw(running.port, { headers: both, body: initialize() });
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
    expect(message(answer).result).toMatchObject({ serverInfo: { name: 'fixture' } });
    const client = await connectLegacy(running.url);
    expect((await client.listTools()).tools).toHaveLength(12);
    await client.close();
  });

  it('end with the server, their open streams too', async () => {
    running = await startServer();
    const client = await connectLegacy(running.url);
    expect(await client.callTool({ name: 'whoami' })).toMatchObject({ content: [{ text: 'me' }] });
    await running.stop();
    await client.close();
    running = await startServer();
  });
});
