// Each client's own configuration, field by field, for a public server with a bearer token.
import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { claudeCode } from '../../../src/plan/clients/claude-code.ts';
import { claudeDesktop } from '../../../src/plan/clients/claude-desktop.ts';
import { codex } from '../../../src/plan/clients/codex.ts';
import { chatGpt, claudeAi } from '../../../src/plan/clients/connectors.ts';
import { cursor, installLink } from '../../../src/plan/clients/cursor.ts';
import { gemini } from '../../../src/plan/clients/gemini.ts';
import { secretHeaders } from '../../../src/plan/clients/secrets.ts';
import { vscode } from '../../../src/plan/clients/vscode.ts';
import { windsurf } from '../../../src/plan/clients/windsurf.ts';
import { type HandOff, planHandOff } from '../../../src/plan/handoff.ts';
import { isListable, registryEntry } from '../../../src/plan/registry-entry.ts';
import { addTool, samplePlan } from '../render-views/plan.ts';

const plan = samplePlan(undefined, {
  name: '@me/my_notes',
  publicUrl: 'https://notes.example.com',
});
const handOff = planHandOff(plan);
const url = 'https://notes.example.com/mcp';
/** Two headers, neither of them a bearer token. */
const access: HandOff = {
  ...handOff,
  headers: {
    'CF-Access-Client-Id': `\${X_CF_CLIENT_ID}`,
    'CF-Access-Client-Secret': `\${X_CF_CLIENT_SECRET}`,
  },
};

it('where clients sign in by themselves, those with a word for it are told', () => {
  const signsIn = planHandOff({ ...plan, auth: 'oauth' });
  expect(signsIn).toMatchObject({ signsIn: true, headers: {} });
  expect(claudeCode.steps(signsIn)).toContainEqual({ say: expect.stringContaining('/mcp') });
  expect(codex.steps(signsIn)).toContainEqual({ run: ['codex', 'mcp', 'login', 'me-my-notes'] });
  expect(JSON.stringify(gemini.steps(signsIn))).toContain('/mcp auth me-my-notes');
  expect(JSON.stringify(vscode.steps(signsIn))).not.toContain('secret');
});

it('Cloudflare Access: every client sends both headers', () => {
  const behind = planHandOff({ ...plan, auth: 'cloudflare-access' });
  for (const { file } of [claudeCode, claudeDesktop, codex, cursor, gemini, vscode, windsurf]) {
    const text = JSON.stringify(file?.content(behind));
    for (const name of ['CF-Access-Client-Id', 'CF-Access-Client-Secret'])
      expect(text).toContain(name);
  }
});

it('a name of a package becomes one that every client takes', () => {
  expect(handOff).toMatchObject({ name: '@me/my_notes', alias: 'me-my-notes' });
});

it('Claude Code: type http, the variable by its shell name', () => {
  const server = {
    type: 'http',
    url,
    headers: { Authorization: `Bearer \${_ME_MY_NOTES_MCP_TOKEN}` },
  };
  expect(claudeCode.file?.content(handOff)).toEqual({ mcpServers: { 'me-my-notes': server } });
  expect(claudeCode.steps(handOff)).toContainEqual({
    run: ['claude', 'mcp', 'add-json', '--scope', 'user', 'me-my-notes', JSON.stringify(server)],
  });
});

it('Claude Desktop: the bridge gets the header from its environment, no space among the arguments', () => {
  expect(claudeDesktop.file?.content(handOff)).toEqual({
    mcpServers: {
      'me-my-notes': {
        command: 'npx',
        args: [
          '-y',
          'mcp-remote@0.15.1',
          url,
          '--transport',
          'http-only',
          '--header',
          `Authorization:\${_ME_MY_NOTES_MCP_TOKEN_HEADER}`,
        ],
        env: { _ME_MY_NOTES_MCP_TOKEN_HEADER: `Bearer \${_ME_MY_NOTES_MCP_TOKEN}` },
      },
    },
  });
});

it('VS Code: servers, and a password prompt for the token', () => {
  expect(vscode.file?.content(handOff)).toEqual({
    inputs: [
      {
        type: 'promptString',
        id: 'me-my-notes-mcp-token',
        description: 'Authorization of me-my-notes: the secret you were given',
        password: true,
      },
    ],
    servers: {
      'me-my-notes': {
        type: 'http',
        url,
        headers: { Authorization: `Bearer \${input:me-my-notes-mcp-token}` },
      },
    },
  });
});

it('VS Code: the same entry and prompt in the link', () => {
  const link = vscode.steps(handOff).flatMap((step) => ('open' in step ? [step.open] : []));
  const [, config = ''] = /^vscode:mcp\/install\?(.+)$/.exec(link.join()) ?? [];
  expect(JSON.parse(decodeURIComponent(config))).toEqual({
    name: 'me-my-notes',
    inputs: [
      {
        type: 'promptString',
        id: 'me-my-notes-mcp-token',
        description: 'Authorization of me-my-notes: the secret you were given',
        password: true,
      },
    ],
    type: 'http',
    url,
    headers: { Authorization: `Bearer \${input:me-my-notes-mcp-token}` },
  });
});

it('Cursor: the same entry in the file and in the link', () => {
  const server = { url, headers: { Authorization: `Bearer \${env:_ME_MY_NOTES_MCP_TOKEN}` } };
  expect(cursor.file?.content(handOff)).toEqual({ mcpServers: { 'me-my-notes': server } });
  const link = new URL(installLink(handOff));
  expect(`${link.protocol}//${link.host}${link.pathname}`).toBe(
    'cursor://anysphere.cursor-deeplink/mcp/install',
  );
  expect(link.searchParams.get('name')).toBe('me-my-notes');
  const config = Buffer.from(link.searchParams.get('config') ?? '', 'base64').toString();
  expect(JSON.parse(config)).toEqual(server);
});

it('Codex CLI: the variable of the token, or one for each header', () => {
  expect(codex.file?.content(handOff)).toEqual({
    mcp_servers: { 'me-my-notes': { url, bearer_token_env_var: '_ME_MY_NOTES_MCP_TOKEN' } },
  });
  expect(codex.file?.content(access)).toEqual({
    mcp_servers: {
      'me-my-notes': {
        url,
        env_http_headers: {
          'CF-Access-Client-Id': 'X_CF_CLIENT_ID',
          'CF-Access-Client-Secret': 'X_CF_CLIENT_SECRET',
        },
      },
    },
  });
});

it('Gemini CLI: httpUrl', () => {
  expect(gemini.file?.content(handOff)).toEqual({
    mcpServers: {
      'me-my-notes': {
        httpUrl: url,
        headers: { Authorization: `Bearer \${_ME_MY_NOTES_MCP_TOKEN}` },
      },
    },
  });
});

it('Windsurf: serverUrl', () => {
  expect(windsurf.file?.content(handOff)).toEqual({
    mcpServers: {
      'me-my-notes': {
        serverUrl: url,
        headers: { Authorization: `Bearer \${env:_ME_MY_NOTES_MCP_TOKEN}` },
      },
    },
  });
});

it.each([claudeAi, chatGpt])(
  'the form of $label: name, address, and what it cannot send',
  ({ steps }) => {
    expect(steps(handOff)).toEqual(
      expect.arrayContaining([
        { type: 'me-my-notes', label: 'Name' },
        { type: url, label: 'Address' },
        { say: expect.stringContaining('cannot send Authorization') },
      ]),
    );
  },
);

it('a header that is no placeholder is handed to nobody', () => {
  expect(() => secretHeaders({ headers: { Authorization: 'Bearer abc' } })).toThrow(
    'Authorization',
  );
});

it('server.json: reverse DNS name, short description, the secret asked for', () => {
  expect(registryEntry(plan)).toEqual({
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: 'com.example.notes/me-my-notes',
    description: '@me/my_notes: add',
    version: '0.1.0',
    remotes: [
      {
        type: 'streamable-http',
        url,
        headers: [
          {
            name: 'Authorization',
            isRequired: true,
            isSecret: true,
            value: 'Bearer {secret}',
            variables: {
              secret: {
                description: 'Given to you by the owner of the server',
                isRequired: true,
                isSecret: true,
              },
            },
          },
        ],
      },
    ],
  });
});

it('server.json keeps to a hundred characters of description', () => {
  const tools = Array.from({ length: 8 }, (_, index) => ({
    ...addTool,
    name: `tool_number_${index}`,
  }));
  const { description } = JSON.parse(JSON.stringify(registryEntry({ ...plan, tools })));
  expect(description).toHaveLength(100);
});

it.each([
  ['https://notes.example.com', true],
  ['http://notes.example.com', false],
  ['https://127.0.0.1', false],
  ['https://[::1]', false],
  ['https://localhost', false],
  [undefined, false],
])('a server at %s is listed: %s', (publicUrl, listed) => {
  expect(isListable(publicUrl === undefined ? {} : { publicUrl })).toBe(listed);
});
