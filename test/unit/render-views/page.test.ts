// The page as it is rendered: the hand-off's own steps, each tool, and nothing that only some may know.
import { describe, expect, it } from 'vitest';
import type { ClientEntry } from '../../../src/plan/clients/entry.ts';
import { clientKinds } from '../../../src/plan/clients/index.ts';
import { planHandOff } from '../../../src/plan/handoff.ts';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { renderTree } from '../../../src/render/files.ts';
import { html, shellArg } from '../../../src/render/helpers.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { addTool, beside, samplePlan, withJobs } from './plan.ts';

const templates = packageTemplates();

function page(over: Partial<ServerPlan> = {}): string {
  const file = renderTree(samplePlan(beside, over), templates).get('src/page.gen.html');
  if (file === undefined) throw new Error('no page');
  return file.content;
}

describe('the page', () => {
  it('has every step of the hand-off', () => {
    const handOff = planHandOff(samplePlan(beside));
    const text = page();
    for (const { label, steps } of Object.values<ClientEntry>(clientKinds)) {
      expect(text).toContain(`<summary>${html(label)}</summary>`);
      for (const step of steps(handOff)) {
        if ('run' in step) expect(text).toContain(html(step.run.map(shellArg).join(' ')));
        if ('open' in step) expect(text).toContain(`href="${html(step.open)}"`);
        if ('type' in step) expect(text).toContain(`<pre>${html(step.type)}</pre>`);
        if ('say' in step) expect(plain(text)).toContain(html(step.say.replaceAll('`', '')));
      }
    }
  });

  it('has each tool with its inputs, as its types are read', () => {
    const options = {
      kind: 'object',
      properties: [
        { name: 'limit', schema: { kind: 'number', integer: true }, optional: true },
        { name: 'tags', schema: { kind: 'array', items: { kind: 'string' } }, optional: false },
      ],
    } as const;
    const { properties } = addTool.input.kind === 'object' ? addTool.input : { properties: [] };
    const input = {
      kind: 'object',
      properties: [...properties, { name: 'options', schema: options, optional: true }],
    } as const;
    const text = page({ tools: [{ ...addTool, input }] });
    expect(text).toContain('<details class="tool" data-tool="add">');
    expect(text).toContain('<code>a</code> <span class="type">number, required</span>');
    expect(text).toContain('{ limit?: integer, tags: array of string }, optional');
    expect(text).toContain('<span class="mark">read-only</span>');
  });

  it('marks what starts a job, and that alone', () => {
    const marked = page(withJobs).match(/data-tool="\w+">\n<summary>.*?<span class="mark">job/g);
    expect(marked).toHaveLength(1);
    expect(marked?.[0]).toContain('start_render');
  });

  it('names no tool where that depends on the caller', () => {
    const text = page({ ...withJobs, rules: { callers: new Map([['alice', ['add']]]) } });
    expect(text).toContain('Which tools there are depends on who asks.');
    expect(text).not.toMatch(/data-tool|render|Adds|alice/i);
  });

  it.each([
    ['bearer', 'data-header="Authorization" data-before="Bearer "', 'issues it'],
    ['oauth', 'data-header="Authorization" data-before="Bearer "', 'those who sign in'],
    ['cloudflare-access', 'data-header="Cf-Access-Jwt-Assertion" data-before=""', 'issues it'],
  ] as const)('asks for what %s takes', (auth, field, words) => {
    const text = page({ auth });
    expect(text).toContain(field);
    expect(text).toContain(words);
  });

  it('asks for nothing where nothing is asked', () => {
    const text = page({ auth: 'none', hosting: 'none' });
    expect(text).toContain('<body>');
    expect(text).toContain('asks for no secret');
  });
});

/** Without the tags of code, which stand for backticks. */
function plain(text: string): string {
  return text.replace(/<\/?code>/g, '');
}
