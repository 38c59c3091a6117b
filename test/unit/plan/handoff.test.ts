// The hand-off: the address clients see, placeholders instead of secrets, the exact file shape.
import { describe, expect, it } from 'vitest';
import { clientKinds } from '../../../src/plan/clients/index.ts';
import { planHandOff, variablePrefix } from '../../../src/plan/handoff.ts';
import { addTool, samplePlan } from '../render-views/plan.ts';

describe('the address', () => {
  it.each([
    ['https://notes.example.com', 'https://notes.example.com/mcp'],
    ['https://notes.example.com/', 'https://notes.example.com/mcp'],
    ['https://example.com/notes', 'https://example.com/notes/mcp'],
  ])('%s is reached at %s', (publicUrl, url) => {
    const handOff = planHandOff(samplePlan(undefined, { publicUrl }));
    expect(handOff.url).toBe(url);
    expect(handOff.warning).toBeUndefined();
  });

  it('is loopback without a public URL, with a warning that names the flag', () => {
    const { url, warning } = planHandOff(samplePlan());
    expect(url).toBe('http://127.0.0.1:8900/mcp');
    expect(warning).toContain('--public-url');
  });
});

describe('the variables of a client', () => {
  it.each([
    ['my-notes', 'MY_NOTES'],
    ['@me/notes.v2', '_ME_NOTES_V2'],
    ['3d', '_3D'],
  ])('of %s start with %s', (name, prefix) => {
    expect(variablePrefix(name)).toBe(prefix);
  });
});

it('handoff/mcp.json has the shape of the contract', () => {
  const handOff = planHandOff(samplePlan(undefined, { publicUrl: 'https://notes.example.com' }));
  expect(clientKinds.canonical.file?.content(handOff)).toEqual({
    mcpServers: {
      'my-notes': {
        type: 'streamableHttp',
        url: 'https://notes.example.com/mcp',
        headers: { Authorization: `Bearer \${MY_NOTES_MCP_TOKEN}` },
        enabledTools: ['add'],
        description: 'my-notes: add',
      },
    },
  });
});

it('describes many tools by the first of them', () => {
  const tools = Array.from({ length: 10 }, (_, index) => ({ ...addTool, name: `t${index}` }));
  const { description } = planHandOff(samplePlan(undefined, { tools }));
  expect(description).toBe('my-notes: t0, t1, t2, t3, t4, t5, t6, t7 and 2 more');
});
