// Both official clients against one server: the revision they agree on, equal lists, equal results.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectLegacy, connectModern, type Running, startServer } from './harness.ts';
import surface from './project/tools.gen.json' with { type: 'json' };

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.stop());

async function connectBoth() {
  return { modern: await connectModern(running.url), legacy: await connectLegacy(running.url) };
}

function failure(error: string) {
  return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error }) }] };
}

describe('both clients', () => {
  it('negotiate their revision and see the published tools', async () => {
    const { modern, legacy } = await connectBoth();
    expect(modern.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    expect(legacy.getServerVersion()).toMatchObject({ name: 'fixture', version: '1.2.3' });
    expect(modern.getServerCapabilities()?.tools).toEqual({ listChanged: false });
    const published = surface.tools.map(({ mode, ...tool }) => tool);
    for (const client of [modern, legacy]) {
      expect((await client.listTools()).tools).toEqual(published);
      expect((await client.listTools()).tools).toEqual(published);
      await client.close();
    }
  });

  it.each([
    ['add', { a: 2, b: 40 }, { structuredContent: { result: 42 } }],
    ['echo', { text: 'hi' }, { content: [{ type: 'text', text: 'hi' }] }],
    ['touch', {}, { content: [{ type: 'text', text: 'ok' }] }],
    [
      'day_after',
      { day: '2024-02-28' },
      { structuredContent: { result: '2024-02-29T00:00:00.000Z' } },
    ],
    ['find', { limit: 1 }, { structuredContent: { items: [{ id: 0 }], next: null } }],
    ['whoami', {}, { content: [{ type: 'text', text: 'me' }] }],
    ['add', { a: '2', b: '40' }, { structuredContent: { result: 42 } }],
    ['add', { a: 'two', b: 1 }, { isError: true }],
    ['fail', { how: 'own' }, failure('no note 7 in [path]')],
    [
      'fail',
      { how: 'nan' },
      failure('the result breaks the type of fail: result: expected number, received NaN'),
    ],
  ])('get equal results from %s(%j)', async (name, args, expected) => {
    const { modern, legacy } = await connectBoth();
    const call = { name, arguments: args };
    const [{ _meta, ...first }, second] = await Promise.all([
      modern.callTool(call),
      legacy.callTool(call),
    ]);
    expect(first).toMatchObject(expected);
    expect(second).toEqual(first);
    await Promise.all([modern.close(), legacy.close()]);
  });

  it('keep what is no message for them in the log, under the reference they get', async () => {
    const { modern, legacy } = await connectBoth();
    for (const client of [modern, legacy]) {
      for (const [how, logged] of [
        ['bug', 'x is undefined at secret-place'],
        ['trap', 'an error that cannot be read'],
      ]) {
        const { content } = await client.callTool({ name: 'fail', arguments: { how } });
        const [, ref] = /fail failed \(ref ([\da-f]{8})\)/.exec(JSON.stringify(content)) ?? [];
        const line = running.lines.find((each) => each.ref === ref);
        expect(line).toMatchObject({ tool: 'fail', err: { message: logged } });
      }
      await client.close();
    }
  });

  it('hear of progress, growing only, before the result', async () => {
    const { modern, legacy } = await connectBoth();
    for (const client of [modern, legacy]) {
      const heard: unknown[] = [];
      const onprogress = (progress: unknown) => void heard.push(progress);
      const call = { name: 'steps', arguments: { count: 3 } };
      const result = await (client === modern
        ? modern.callTool(call, { onprogress })
        : legacy.callTool(call, undefined, { onprogress }));
      expect(result.content).toEqual([{ type: 'text', text: '3 steps' }]);
      expect(heard).toEqual([1, 2, 3].map((progress) => ({ progress, total: 3 })));
      await client.close();
    }
  });
});
