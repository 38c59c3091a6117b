// What a caller may read of an error, and what never leaves the log.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { safeError } from '../../../templates/project/src/runtime/errors.ts';
import { redact } from '../../../templates/project/src/runtime/redact.ts';

afterEach(() => vi.unstubAllEnvs());

class NotFound extends Error {
  constructor(
    message: string,
    readonly code = 'NOT_FOUND',
  ) {
    super(message);
  }
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function withFrame(frame: string): Error {
  const error = new Error('from elsewhere');
  error.stack = `Error: from elsewhere\n    at ${frame}\n    at own (/app/src/lib.ts:1:1)`;
  return error;
}

const hostile = Object.defineProperty({}, 'message', {
  get() {
    throw new Error('trap');
  },
});

describe('errors', () => {
  it.each<[string, unknown, boolean, boolean]>([
    ['a plain Error', new Error('no such note'), true, false],
    ["a class of the user's", new NotFound('no such note'), true, false],
    ['an exposed error', Object.assign(new TypeError('say so'), { expose: true }), true, true],
    ['an exposed object', { message: 'say so', expose: true }, true, true],
    ['a plain Error with a code', Object.assign(new Error('x'), { code: 'X' }), false, false],
    ['an errno', Object.assign(new NotFound('x'), { errno: -2 }), false, false],
    ['an error of Node', thrownBy(() => readFileSync('/nonexistent')), false, false],
    ['a Node argument error', thrownBy(() => Buffer.alloc(-1)), false, false],
    ['a TypeError', new TypeError('x is undefined'), false, false],
    ['a ReferenceError', new ReferenceError('y'), false, false],
    ['a RangeError', new RangeError('z'), false, false],
    ['a SyntaxError', thrownBy(() => JSON.parse('{')), false, false],
    ['an abort', AbortSignal.abort().reason, false, false],
    ['a dependency', withFrame('query (/app/node_modules/pg/lib/client.js:1:1)'), false, false],
    ['a dependency on Windows', withFrame('q (C:\\app\\node_modules\\pg\\a.js:1:1)'), false, false],
    ['a module of Node', withFrame('connect (node:net:1:1)'), false, false],
    ['a string', 'just text', false, false],
    ['nothing', undefined, false, false],
    ['an empty message', new Error(''), false, false],
    ['a getter that throws', hostile, false, false],
  ])('%s', (_name, thrown, safe, strict) => {
    for (const [mode, shown] of [
      ['safe', safe],
      ['strict', strict],
    ] as const) {
      const { message, ref } = safeError('find', thrown, mode);
      if (shown)
        expect({ message, ref }).toEqual({
          message: expect.stringMatching(/note|say so/),
          ref: undefined,
        });
      else expect(message).toBe(`find failed (ref ${ref})`);
    }
  });

  it('keeps long messages short', () => {
    expect(safeError('t', new Error('a '.repeat(5000)), 'safe').message).toHaveLength(2000);
  });

  it.each(['eyJ-', 'a.', 'sk-', '/a ', 'a1B', '"/'])(
    'are done with a caller\'s text of many "%s" at once, where backtracking took a minute',
    (text) => {
      expect(redact(text.repeat(500_000 / text.length), {}).length).toBeGreaterThan(0);
    },
  );
});

describe('redaction', () => {
  it.each([
    ['cannot open /home/jo/notes.db today', 'cannot open [path] today'],
    ["no table in '/var/lib/my data/x.db'", "no table in '[path]'"],
    ['at file:///srv/app/lib.js:3', 'at [path]'],
    ['see C:\\Users\\jo\\x.txt', 'see [path]'],
    ['share \\\\server\\files\\x', 'share [path]'],
    ['open:/etc/passwd', 'open:[path]'],
    ['postgres://jo:hunter2@db.example/x failed', 'postgres://[secret]@db.example/x failed'],
    ['the token mcp_abcdefghijklmnopqrstuvwx is old', 'the token [secret] is old'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', '[secret]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '[secret]'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: [secret]'],
    ['key AKIAIOSFODNN7EXAMPLE', 'key [secret]'],
    [`hash ${'ab12'.repeat(10)}`, 'hash [secret]'],
    ['the password is opensesame', 'the password is [secret]'],
    ['one of our-token-1 or our-token-2', 'one of [secret] or [secret]'],
  ])('%s', (text, expected) => {
    expect(
      redact(text, { DB_PASSWORD: 'opensesame', MCP_BEARER_TOKEN: 'a=our-token-1, our-token-2' }),
    ).toBe(expected);
  });

  it.each([
    'no note 7',
    'use GET https://api.example.com/v1/notes/7',
    'a ratio of 3/4 and/or 5 km/h',
    'limit must be 1-100; see docs/limits.md',
    'order 2024-01-02T03:04:05.000Z is closed',
    'id 123e4567-e89b-12d3-a456-426614174000 is unknown',
    'größer als erlaubt: 5 > 3',
    'written by somebody',
  ])('leaves %s', (text) => {
    expect(redact(text, { API_KEY: '', TOKEN: 'no', GIT_AUTHOR: 'somebody' })).toBe(text);
  });

  it('knows the environment at the time of the error', () => {
    vi.stubEnv('STRIPE_SECRET', 'whsec-very-own');
    const { message } = safeError('pay', new Error('whsec-very-own was refused'), 'safe');
    expect(message).toBe('[secret] was refused');
  });
});
