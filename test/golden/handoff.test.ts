// The hand-off of every golden project, each file by a parser of its format and field by field: address, name, tools and
// secrets are the same whatever the client spells them like, and nothing else stands there.
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HERE } from './cases.js';

const EXPECTED = join(HERE, 'expected');
const texts = z.record(z.string(), z.string());
const surfaceSchema = z.object({ tools: z.array(z.object({ name: z.string() })) });
const canonical = z.strictObject({
  mcpServers: z.record(
    z.string(),
    z.strictObject({
      type: z.literal('streamableHttp'),
      url: z.url(),
      headers: texts,
      enabledTools: z.array(z.string()).min(1),
      description: z.string().min(1),
    }),
  ),
});
/** What the registry's schema of 2025-12-11 says of the members that stand there. */
const registry = z.strictObject({
  $schema: z.literal(
    'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
  ),
  name: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  description: z.string().min(1).max(100),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  remotes: z.tuple([
    z.strictObject({
      type: z.literal('streamable-http'),
      url: z.string().regex(/^https?:\/\/[^\s]+$/),
      headers: z.array(z.unknown()).optional(),
    }),
  ]),
});

describe.each(readdirSync(EXPECTED))('the hand-off of %s', (name) => {
  const file = (path: string) => readFileSync(join(EXPECTED, name, path), 'utf8');
  const parsed = (path: string): unknown => JSON.parse(file(`handoff/${path}`));
  const { tools } = surfaceSchema.parse(JSON.parse(file('src/tools.gen.json')));
  const config: unknown = JSON.parse(file('mcp.config.json'));
  const [[server, entry] = ['', undefined]] = Object.entries(
    canonical.parse(parsed('mcp.json')).mcpServers,
  );
  if (entry === undefined) throw new Error('no server');
  const { url, headers } = entry;
  const alias = server.replace(/^@/, '').replace(/[^A-Za-z0-9-]/g, '-');
  const names = Object.values(headers).map((value) => value.replace(/^Bearer \$\{|[${}]/g, ''));
  /** The headers with each variable as a client spells it; no member where there are none. */
  const spelled = (spell: (name: string) => string) => {
    const all = Object.entries(headers).map(([header, value]) => [
      header,
      value.replace(/\$\{(\w+)\}/, (_, variable: string) => spell(variable)),
    ]);
    return all.length === 0 ? {} : { headers: Object.fromEntries(all) };
  };
  const shell = spelled((variable) => `\${${variable}}`);
  const env = spelled((variable) => `\${env:${variable}}`);

  it('mcp.json: the address of mcp.config.json, the tools of the surface, placeholders', () => {
    const { hosting, name: configured } = configOf(config);
    expect(server).toBe(configured);
    const root = hosting.publicUrl ?? 'http://127.0.0.1:8900';
    expect(url).toBe(`${root.replace(/\/$/, '')}/mcp`);
    expect(entry.enabledTools).toEqual(tools.map((tool) => tool.name));
    for (const value of Object.values(headers))
      expect(value).toMatch(/^(Bearer )?\$\{[A-Z\d_]+\}$/);
  });

  it('Claude Code: the file, and the command as a shell hears it', () => {
    const own = { type: 'http', url, ...shell };
    expect(parsed('claude-code.json')).toEqual({ mcpServers: { [alias]: own } });
    const command = /^claude .*$/m.exec(file('handoff/CONNECT.md'))?.[0] ?? '';
    const words = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
    const heard = words.split('\0').slice(0, -1);
    expect(heard.slice(0, -1)).toEqual(['claude', 'mcp', 'add-json', '--scope', 'user', alias]);
    expect(JSON.parse(heard.at(-1) ?? '')).toEqual(own);
  });

  it('Claude Desktop: the pinned bridge, its headers from its environment', () => {
    const { args, env: given, ...rest } = bridgeOf(parsed('claude-desktop.json'), alias);
    expect(rest).toEqual({ command: 'npx' });
    expect(args.slice(0, 5)).toEqual([
      '-y',
      expect.stringMatching(/^mcp-remote@\d+\.\d+\.\d+$/),
      url,
      '--transport',
      'http-only',
    ]);
    expect(args.join(' ')).not.toContain('Bearer');
    const passed = args.slice(5).filter((word) => word !== '--header');
    const sent = passed.map((word) => {
      const [header = '', variable = ''] = word.split(/:\$\{|\}/);
      return [header, given?.[variable]];
    });
    expect(Object.fromEntries(sent)).toEqual(headers);
    expect(Object.keys(given ?? {})).toHaveLength(passed.length);
  });

  it('VS Code: a prompt for each secret, and a link with the same', () => {
    const id = (variable: string) => variable.toLowerCase().replaceAll('_', '-').replace(/^-/, '');
    const inputs = names.map((variable) => ({
      ...{ type: 'promptString', id: id(variable), password: true },
      description: expect.stringContaining(alias),
    }));
    const own = { type: 'http', url, ...spelled((variable) => `\${input:${id(variable)}}`) };
    expect(parsed('vscode.json')).toEqual({ inputs, servers: { [alias]: own } });
    const [, link = ''] = /<vscode:mcp\/install\?([^>]*)>/.exec(file('handoff/CONNECT.md')) ?? [];
    const installed = Object(JSON.parse(decodeURIComponent(link)));
    expect({ inputs: [], ...installed }).toEqual({ name: alias, inputs, ...own });
  });

  it('Cursor: the file, and a link with the same', () => {
    const own = { url, ...env };
    expect(parsed('cursor.json')).toEqual({ mcpServers: { [alias]: own } });
    const [, link = ''] = /<(cursor:[^>]*)>/.exec(file('handoff/CONNECT.md')) ?? [];
    const { searchParams } = new URL(link);
    expect([...searchParams.keys()]).toEqual(['name', 'config']);
    expect(searchParams.get('name')).toBe(alias);
    const installed = Buffer.from(searchParams.get('config') ?? '', 'base64').toString();
    expect(JSON.parse(installed)).toEqual(own);
  });

  it('Codex CLI: variables by their names, never a value', () => {
    const [[header, value] = ['', ''], ...others] = Object.entries(headers);
    const isBearer =
      header === 'Authorization' && value.startsWith('Bearer ') && others.length === 0;
    const byName = Object.fromEntries(
      Object.keys(headers).map((each, index) => [each, names[index]]),
    );
    const secret = isBearer ? { bearer_token_env_var: names[0] } : { env_http_headers: byName };
    expect(parseToml(file('handoff/codex.toml'))).toEqual({
      mcp_servers: { [alias]: { url, ...(names.length > 0 && secret) } },
    });
  });

  it('Gemini CLI and Windsurf: their own word for the address', () => {
    expect(parsed('gemini.json')).toEqual({ mcpServers: { [alias]: { httpUrl: url, ...shell } } });
    expect(parsed('windsurf.json')).toEqual({
      mcpServers: { [alias]: { serverUrl: url, ...env } },
    });
  });

  if (existsSync(join(EXPECTED, name, 'handoff/server.json'))) {
    it('server.json: what the registry takes, and the secret asked for', () => {
      const listed = registry.parse(parsed('server.json'));
      const { hostname } = new URL(url);
      expect(listed.name).toBe(`${hostname.split('.').reverse().join('.')}/${alias}`);
      const [remote] = listed.remotes;
      expect(remote.url).toBe(url);
      const asked = { description: expect.any(String), isRequired: true, isSecret: true };
      const expected = Object.entries(headers).map(([header, value]) => ({
        ...{ name: header, isRequired: true, isSecret: true, variables: { secret: asked } },
        value: value.replace(/\$\{\w+\}/, '{secret}'),
      }));
      expect(remote.headers ?? []).toEqual(expected);
    });
  }

  it('llms.txt, TOOLS.md and CONNECT.md name the address, and lead nowhere that is not there', () => {
    for (const document of ['llms.txt', 'TOOLS.md', 'CONNECT.md']) {
      const text = file(`handoff/${document}`);
      expect(text).toContain(url);
      for (const [, target = ''] of text.matchAll(/\]\(([\w.-]+)\)/g)) {
        expect(existsSync(join(EXPECTED, name, 'handoff', target)), target).toBe(true);
      }
    }
    for (const tool of entry.enabledTools) {
      expect(file('handoff/TOOLS.md')).toContain(`| \`${tool}\` |`);
      expect(file('handoff/llms.txt')).toContain(`- \`${tool}\`: `);
    }
  });
});

function configOf(config: unknown) {
  const hosting = z.object({ publicUrl: z.string().optional() });
  return z.object({ name: z.string(), hosting }).parse(config);
}

function bridgeOf(desktop: unknown, alias: string) {
  const bridge = z.looseObject({ args: z.array(z.string()), env: texts.optional() });
  const { [alias]: found } = z
    .strictObject({ mcpServers: z.record(z.string(), bridge) })
    .parse(desktop).mcpServers;
  if (found === undefined) throw new Error(`no server ${alias}`);
  return found;
}
