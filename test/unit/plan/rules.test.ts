// Rules of the config: what they come to, and which are refused.
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/config/schema.ts';
import { WrapError } from '../../../src/errors.ts';
import type { ModuleModel } from '../../../src/model/module.ts';
import { planServer } from '../../../src/plan/server.ts';
import { renderWiring } from '../../../src/render/wiring.ts';
import { addTool, beside, renderJob, samplePlan, withJobs } from '../render-views/plan.ts';

const find = {
  ...addTool,
  name: 'Store_find',
  source: { export: 'Store.find', file: 'src/lib.ts', line: 20 },
};
const drop = {
  ...addTool,
  name: 'drop',
  source: { export: 'drop', file: 'src/lib.ts', line: 30 },
  proposal: { include: false, reasons: ['deletes files'] },
};
const model: ModuleModel = {
  tools: [addTool, find, renderJob, drop],
  skipped: [{ export: 'each', file: 'src/lib.ts', line: 40, reason: 'a callback' }],
  diagnostics: [],
  env: [],
};

function plan(auth: Record<string, unknown>) {
  const config = configSchema.parse({
    version: 1,
    name: 'notes',
    source: '../src/lib.ts',
    auth: { kind: 'bearer', ...auth },
    hosting: { kind: 'none' },
  });
  return planServer({ config, model, layout: beside, toolVersion: '1.2.3' });
}

function refusal(auth: Record<string, unknown>): WrapError {
  try {
    plan(auth);
  } catch (error) {
    if (error instanceof WrapError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const FOUR = ['start_render', 'get_render_status', 'get_render_result', 'cancel_render'];

describe('callers', () => {
  it('are shown tools by their name or their export, a job as its four, in source order', () => {
    const callers = { alice: ['render', 'Store.find'], bob: ['Store_find'], ops: '*', idle: [] };
    expect(plan({ callers }).rules.callers).toEqual(
      new Map<string, unknown>([
        ['alice', ['Store_find', ...FOUR]],
        ['bob', ['Store_find']],
        ['ops', '*'],
        ['idle', []],
      ]),
    );
  });

  it('nothing is planned without rules', () => {
    expect(plan({}).rules).toEqual({});
  });

  it('a rule about a tool that is not served is noted, and shows nothing', () => {
    const { rules, diagnostics } = plan({ callers: { alice: ['drop', 'add'] } });
    expect(rules.callers?.get('alice')).toEqual(['add']);
    expect(diagnostics).toMatchObject([
      { code: 'rules.unserved', severity: 'note', file: 'src/lib.ts', line: 30 },
    ]);
  });

  it.each([
    [['ad'], 'tools.unknown', 'did you mean "add"?'],
    [['start_render'], 'tools.unknown', 'say "render": a job goes by its own name'],
    [['each'], 'tools.unknown', ''],
  ])('%j is refused: %s', (names, code, hint) => {
    const error = refusal({ callers: { alice: names } });
    expect(error.code).toBe(code);
    expect(error.hint ?? '').toContain(hint);
  });

  it.each([
    ['bearer', 'alice@example.com', 'the name of their token'],
    ['bearer', '7', 'the name of their token'],
    ['none', 'alice', '`local`'],
  ])('of auth %s cannot be %s', (kind, caller, words) => {
    const error = refusal({ kind, callers: { [caller]: '*' } });
    expect([error.code, error.message]).toEqual([
      'plan.rules',
      `auth.callers: no caller of auth "${kind}" can be called "${caller}"`,
    ]);
    expect(error.hint).toContain(words);
  });

  it('of auth none are one', () => {
    const { rules } = plan({ kind: 'none', callers: { local: ['add'] } });
    expect(rules.callers).toEqual(new Map([['local', ['add']]]));
  });
});

describe('scopes', () => {
  it('of a job are those of its four tools, and a tool that is named twice needs both', () => {
    const scopes = {
      render: ['jobs', 'jobs'],
      'Store.find': ['read'],
      Store_find: ['find'],
      drop: ['x'],
    };
    const { rules, diagnostics } = plan({ kind: 'oauth', scopes });
    expect(rules.scopes).toEqual(
      new Map<string, readonly string[]>([
        ['Store_find', ['read', 'find']],
        ...FOUR.map((name) => [name, ['jobs']] as const),
      ]),
    );
    expect(diagnostics).toMatchObject([{ code: 'rules.unserved' }]);
  });

  it('are refused for a tool that there is not', () => {
    expect(refusal({ kind: 'oauth', scopes: { ad: ['x'] } }).hint).toBe('did you mean "add"?');
  });

  it.each(['bearer', 'none'])('are nothing for auth %s', (kind) => {
    const error = refusal({ kind, scopes: { add: ['read'] } });
    expect(error.code).toBe('plan.rules');
    expect(error.hint).toContain('auth.callers');
  });
});

describe('the wiring', () => {
  it('has no word of rules without them', () => {
    const plans = [samplePlan(), samplePlan(beside, withJobs)];
    for (const each of plans) expect(renderWiring(each)).not.toMatch(/rule|caller[sR]|isStdio/i);
  });

  it('carries them as data, whatever they are called', () => {
    const hostile = "'],['x','*'],['\u2028*/";
    const wiring = renderWiring(
      samplePlan(beside, {
        rules: {
          callers: new Map<string, '*' | readonly string[]>([
            [hostile, ['add']],
            ['constructor', '*'],
          ]),
          scopes: new Map([['add', ['notes:read', 'a/b']]]),
        },
      }),
    );
    const tables = /^const callers.*?= (\[.*?^\]);.*?^const scopes.*?= (\[.*?^\]);/ms.exec(wiring);
    expect(evaluated(tables?.[1])).toEqual([
      [hostile, ['add']],
      ['constructor', '*'],
    ]);
    expect(evaluated(tables?.[2])).toEqual([['add', ['notes:read', 'a/b']]]);
    expect(wiring).toContain('{ ...byCaller, ...scopeRules(scopes, byCaller) }');
  });
});

function evaluated(code = ''): unknown {
  return new Function(`return ${code}`)();
}
