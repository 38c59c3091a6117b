// Looks at a running server from outside: npm run smoke -- <url> --header 'Authorization: Bearer …'
import { parseArgs } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const USAGE = "usage: npm run smoke -- <url> --header 'Name: value'";

try {
  const { url, headers } = readArguments();
  await list(url, headers);
} catch (error) {
  process.stderr.write(`smoke: ${explain(error)}\n`);
  process.exitCode = 1;
}

/** Connects as a client does, and prints the tools it would see. */
async function list(url: URL, headers: Record<string, string>): Promise<void> {
  const client = new Client(
    { name: 'smoke', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  );
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  try {
    const { tools } = await client.listTools();
    const rows = tools.map((tool) => ({
      tool: tool.name,
      inputs: Object.keys(tool.inputSchema.properties ?? {}).join(', '),
      description: firstLine(tool.description ?? ''),
    }));
    process.stdout.write(`${url.href} speaks ${client.getNegotiatedProtocolVersion()}\n`);
    console.table(rows);
  } finally {
    await client.close();
  }
}

function readArguments(): { url: URL; headers: Record<string, string> } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { header: { type: 'string', multiple: true, default: [] } },
  });
  const [address] = positionals;
  if (address === undefined || positionals.length > 1 || !URL.canParse(address)) {
    throw new Error(USAGE);
  }
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = '/mcp';
  return { url, headers: Object.fromEntries(values.header.map(readHeader)) };
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error(`not a header: ${text}\n${USAGE}`);
  return [name, value];
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** The message and what lies behind it: fetch says why it failed only in its causes. */
function explain(error: unknown): string {
  const reasons: string[] = [];
  for (let next = error; next instanceof Error; next = next.cause) {
    const code = 'code' in next && typeof next.code === 'string' ? ` (${next.code})` : '';
    const last = reasons.at(-1);
    if (last === undefined || !last.includes(next.message)) reasons.push(next.message + code);
  }
  const text = reasons.join(': ') || String(error);
  return text.includes('401') ? `${text}\ngive the credential with --header` : text;
}
