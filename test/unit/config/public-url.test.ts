// One table of public URLs, over the three places that take one: the flag, mcp.config.json, PUBLIC_BASE_URL at start.
import { describe, expect, it } from 'vitest';
import { normalUrl, urlProblem } from '../../../src/config/public-url.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { hostProblem } from '../../../src/plan/proxy/public-host.ts';
import { readSettings } from '../../../templates/project/src/runtime/settings.ts';

function inConfig(publicUrl: string): readonly string[] {
  const parsed = configSchema.safeParse({
    version: 1,
    name: 'notes',
    source: './lib.ts',
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker', publicUrl },
  });
  return parsed.error?.issues.map(({ message }) => message) ?? [];
}

describe('taken, in one spelling', () => {
  it.each([
    ['https://mcp.example.com', 'https://mcp.example.com', true],
    ['https://MCP.Example.COM/', 'https://mcp.example.com', true],
    ['https://mcp.example.com:443', 'https://mcp.example.com', true],
    ['https://mcp.example.com:8443', 'https://mcp.example.com:8443', false],
    ['https://example.com/tools/', 'https://example.com/tools', false],
    ['https://größe.example', 'https://xn--gre-6ka8i.example', true],
    ['https://my_notes.example.com', 'https://my_notes.example.com', false],
    ['https://203.0.113.7', 'https://203.0.113.7', false],
    ['https://[2001:db8::1]:8900', 'https://[2001:db8::1]:8900', false],
    ['http://localhost:8900', 'http://localhost:8900', false],
    ['http://127.0.0.1:8900', 'http://127.0.0.1:8900', false],
    ['http://[::1]:8900/', 'http://[::1]:8900', false],
  ])('%s is %s; behind a proxy: %s', (text, spelt, proxied) => {
    expect(urlProblem(text)).toBeUndefined();
    expect(inConfig(text)).toEqual([]);
    expect(normalUrl(text)).toBe(spelt);
    const { value, problems } = readSettings({ PUBLIC_BASE_URL: text });
    expect(problems).toEqual([]);
    expect(value.allowedHosts).toContain(new URL(spelt).hostname);
    expect(hostProblem(text) === undefined).toBe(proxied);
  });
});

describe('refused in all three', () => {
  it.each([
    ['mcp.example.com', 'https://<host>'],
    ['mcp.example.com:8900', 'https://<host>'],
    ['//mcp.example.com', 'https://<host>'],
    ['ftp://mcp.example.com', 'https://<host>'],
    ['javascript:alert(1)', 'https://<host>'],
    ['https://', 'https://<host>'],
    ['https://a b.example', 'https://<host>'],
    ['https://mcp.example.com:99999', 'https://<host>'],
    ['http://mcp.example.com', 'reads the tokens'],
    ['http://10.0.0.5:8900', 'reads the tokens'],
    ['http://127.evil.example', 'reads the tokens'],
    ['http://localhost.evil.example', 'reads the tokens'],
    ['https://user:s3cret@mcp.example.com', 'no credentials'],
    ['https://token@mcp.example.com', 'no credentials'],
    ['https://mcp.example.com?token=s3cret', 'query'],
    ['https://mcp.example.com/?', 'query'],
    ['https://mcp.example.com#part', 'fragment'],
    ['https://mcp.example.com/mcp', 'Leave /mcp out'],
    ['https://mcp.example.com/tools/mcp/', 'Leave /mcp out'],
    ['https://mcp.example.com.', 'the dot'],
    ['https://*.example.com', 'no name of a host'],
    ["https://a'b.example", 'no name of a host'],
    ['https://$' + '{HOST}', 'no name of a host'],
    ['https://0.0.0.0:8900', 'the name that clients use'],
    ['https://[::]', 'the name that clients use'],
  ])('%s: %s', (text, words) => {
    expect(urlProblem(text)).toContain(words);
    expect(inConfig(text)).toEqual([urlProblem(text)]);
    const { problems } = readSettings({ PUBLIC_BASE_URL: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^PUBLIC_BASE_URL is .*: expected https:\/\/<host>/);
    expect(problems[0]).not.toMatch(/s3cret@/);
  });
});

it('origins of browser pages may be http, as pages of a local network are', () => {
  const { problems } = readSettings({ ALLOWED_ORIGINS: 'http://intranet.example' });
  expect(problems).toEqual([]);
});
