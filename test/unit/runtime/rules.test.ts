// Rules over HTTP: what each caller is shown and may call, and which scopes a call takes, in every lane.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerRules } from '../../../templates/project/src/runtime/callers.ts';
import type { Auth } from '../../../templates/project/src/runtime/credentials.ts';
import { scopeRules } from '../../../templates/project/src/runtime/scopes.ts';
import type { Service } from '../../../templates/project/src/runtime/service.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';
import { NO_PARTS } from '../../helpers/extra.ts';
import {
  connectLegacy,
  connectModern,
  OTHER_TOKEN,
  type Running,
  type Served,
  startServer,
  TOKEN,
} from './harness.ts';
import { createAuth, surface, tools } from './project/wiring.gen.ts';
import { call, initialize, message, raw, rpc } from './raw.ts';

const LAST_TOKEN = 'mcp_last-token-0123456789';
const ALL = surface.tools.map(({ name }) => name);

function ruled(rules: Partial<Service>, more: Partial<Served> = {}): Served {
  const service: Service = { tools, begin: () => ({ extra: NO_PARTS }), ...rules };
  return { prepareService: () => ({ problems: [], value: async () => service }), surface, ...more };
}

const as = (token: string) => ({ authorization: `Bearer ${token}` });

describe('callers', () => {
  let running: Running;
  beforeAll(async () => {
    const env = { MCP_BEARER_TOKEN: `me=${TOKEN},you=${OTHER_TOKEN},last=${LAST_TOKEN}` };
    const rules = callerRules([
      ['me', ['add', 'whoami']],
      ['you', '*'],
    ]);
    running = await startServer(env, ruled(rules));
  });
  afterAll(() => running.stop());

  const EXPECTED = [
    ['me', TOKEN, ['add', 'whoami']],
    ['you', OTHER_TOKEN, ALL],
    ['a caller that no rule names', LAST_TOKEN, []],
  ] as const;

  describe.each([
    ['2026-07-28', connectModern],
    ['2025-11-25', connectLegacy],
  ])('a client of %s', (_era, connect) => {
    // Twice, as the second answer is a kept one.
    it.each([...EXPECTED, ...EXPECTED])('%s is shown what the rules say', async (_, token, own) => {
      const client = await connect(running.url, token);
      const listed = await client.listTools();
      expect(listed.tools.map(({ name }) => name)).toEqual(own);
      await client.close();
    });

    it('gets for a hidden tool what it gets for one that is not there', async () => {
      const client = await connect(running.url, TOKEN);
      const refusal = (name: string) =>
        client.callTool({ name, arguments: { text: 'x' } }).then(
          () => 'called',
          (error: Error) => error.message.replaceAll(name, '…'),
        );
      expect(await refusal('echo')).toBe(await refusal('nowhere'));
      expect(await refusal('echo')).toMatch(/Unknown tool: …/);
      const { content } = await client.callTool({ name: 'whoami', arguments: {} });
      expect(content).toEqual([{ type: 'text', text: 'me' }]);
      await client.close();
    });
  });

  it('are kept apart where the same question was answered before, without a session', async () => {
    for (const [, token, own] of [...EXPECTED, ...EXPECTED]) {
      const answer = await raw(running.port, { headers: as(token), body: rpc('tools/list') });
      const listed: unknown = message(answer).result?.tools;
      expect(listed).toMatchObject(own.map((name) => ({ name })));
      expect(listed).toHaveLength(own.length);
    }
  });

  it('hold in a session that was opened before, and for each message of a batch', async () => {
    const opened = await raw(running.port, { body: initialize() });
    const session = String(opened.headers['mcp-session-id']);
    const headers = { 'mcp-session-id': session, accept: 'application/json, text/event-stream' };
    const hidden = await raw(running.port, { headers, body: call('echo', { text: 'x' }) });
    expect(message(hidden)).toMatchObject({ error: { message: 'Unknown tool: echo' } });
    const batch = `[${call('whoami')},${call('echo', { text: 'secret' })}]`;
    const both = await raw(running.port, { headers, body: batch });
    expect(both.text).toContain('Unknown tool: echo');
    expect(both.text).not.toContain('secret');
  });

  it('say in the log what they refused', async () => {
    await raw(running.port, { body: call('echo', { text: 'x' }) });
    const refusal = { msg: 'refused: the rules do not allow it', tool: 'echo', caller: 'me' };
    expect(running.lines).toContainEqual(expect.objectContaining(refusal));
  });

  it.each(['__proto__', 'constructor', 'toString'])('a caller called %s is no one', (name) => {
    const { shown } = callerRules([['me', '*']]);
    expect(shown(name).has('add')).toBe(false);
  });
});

/** The bearer tokens of the harness, each with scopes of its own. */
const withScopes: NonNullable<Served['createAuth']> = (env, settings) => {
  const { value, problems } = createAuth(env, settings);
  const granted: Readonly<Record<string, readonly string[]>> = {
    me: ['read'],
    you: ['read', 'write'],
  };
  const auth: Auth = {
    ...value,
    check(headers) {
      const verdict = value.check(headers);
      if (verdict instanceof Promise || 'refused' in verdict) return verdict;
      return { ...verdict, scopes: granted[verdict.caller] ?? [] };
    },
    stepUp: (scopes) => ({
      refused: 'the token allows too little',
      status: 403,
      challenge: `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"`,
    }),
  };
  return { value: auth, problems };
};

describe('scopes', () => {
  const rules = scopeRules([
    ['touch', ['read', 'write']],
    ['echo', ['read']],
  ]);
  let running: Running;
  beforeAll(async () => {
    running = await startServer({}, ruled(rules, { createAuth: withScopes }));
  });
  afterAll(() => running.stop());

  it.each([connectModern, connectLegacy])(
    'every tool is listed, and allowed ones answer',
    async (connect) => {
      const client = await connect(running.url, TOKEN);
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(ALL);
      const params = { name: 'echo', arguments: { text: 'hello' } };
      expect((await client.callTool(params)).content).toEqual([{ type: 'text', text: 'hello' }]);
      const free = await client.callTool({ name: 'whoami', arguments: {} });
      expect(free.isError).not.toBe(true);
      await expect(client.callTool({ name: 'touch', arguments: {} })).rejects.toThrow();
      await client.close();
    },
  );

  it.each([
    ['a call', call('touch')],
    ['a batch with one such call', `[${call('whoami')},${call('touch')}]`],
  ])('%s without the scope: 403, what to ask for, and nothing is called', async (_, body) => {
    const before = running.lines.length;
    const answer = await raw(running.port, { body });
    expect(answer.status).toBe(403);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer error="insufficient_scope", scope="read write"',
    );
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: -32001 }, id: null });
    expect(running.lines.slice(before).map(({ msg }) => msg)).toEqual(['refused']);
  });

  it('in a session, and once more at the call itself', async () => {
    const opened = await raw(running.port, { body: initialize() });
    const headers = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
    expect((await raw(running.port, { headers, body: call('touch') })).status).toBe(403);
    const { mayCall } = rules;
    expect(mayCall({ caller: 'me', scopes: ['read'] }, 'touch')).toBe(false);
    expect(mayCall({ caller: 'me' }, 'echo')).toBe(false);
    expect(mayCall({ caller: 'me' }, 'whoami')).toBe(true);
  });

  it('with the scope it is called', async () => {
    const answer = await raw(running.port, { headers: as(OTHER_TOKEN), body: call('touch') });
    expect(message(answer)).toMatchObject({ result: { content: [{ type: 'text', text: 'ok' }] } });
  });

  it('are not told of tools that the caller is not shown', async () => {
    const callers = callerRules([['me', ['echo']]]);
    const both = { ...callers, ...scopeRules([['touch', ['write']]], callers) };
    const other = await startServer({}, ruled(both, { createAuth: withScopes }));
    const answer = await raw(other.port, { body: call('touch') });
    expect(answer.status).toBe(200);
    expect(message(answer)).toMatchObject({ error: { message: 'Unknown tool: touch' } });
    await other.stop();
  });

  it('refuse also where the auth kind has no word for it', () => {
    const { value: auth } = createAuth({ MCP_BEARER_TOKEN: TOKEN }, readSettings({}).value);
    const refusal = rules.narrow(auth, { caller: 'me' }, JSON.parse(call('touch')));
    expect(refusal).toEqual({
      status: 403,
      refused: 'the credential lacks one of the scopes read write',
    });
  });
});
