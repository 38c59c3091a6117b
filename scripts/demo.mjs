// The whole way in one run: an example is wrapped, built, started and called; every answer is checked.
import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { connect, refusedWithoutToken } from './demo/client.mjs';
import { randomCalls } from './demo/expectations.mjs';
import { npm, startServer, wrap } from './demo/programs.mjs';
import { fail, line, say, step } from './demo/talk.mjs';

const EXAMPLE = fileURLToPath(new URL('../examples/sql-store', import.meta.url));
const SOURCE = './src/library.ts';

const tmp = await realpath(await mkdtemp(join(tmpdir(), 'create-mcp-server-demo-')));
try {
  await demo(join(tmp, 'reading-room'));
} catch (error) {
  fail(error);
  process.exitCode = 1;
} finally {
  await rm(tmp, { recursive: true, force: true });
}

async function demo(dir) {
  const server = join(dir, 'mcp-server');
  await step('A user’s package: the sql-store example, in a folder of its own', () =>
    takeCopy(dir),
  );
  await step(`mcp-wrap ${SOURCE} --print json: what each export becomes`, () => verdicts(dir));
  await step(`mcp-wrap ${SOURCE} --yes: writes the server and installs it`, async () => {
    const { changes } = JSON.parse(await wrap(dir, [SOURCE, '--yes', '--json']));
    say(`${changes.length} files in mcp-server/`);
  });
  await step('npm run build', () => npm(server, ['run', '--silent', 'build']));
  await step('npm start, on a free port', async () => {
    const running = await startServer(server);
    try {
      say(`${running.url}`);
      await talkTo(running, server, dir);
    } finally {
      await running.stop();
    }
  });
}

async function takeCopy(dir) {
  await cp(EXAMPLE, dir, { recursive: true, filter: isSource });
  await npm(dir, ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
}

function isSource(path) {
  return !/[\\/](node_modules|mcp-server)$/.test(path);
}

async function verdicts(dir) {
  const { tools, skipped } = JSON.parse(await wrap(dir, [SOURCE, '--print', 'json']));
  for (const tool of tools) {
    line('tool', tool.name, Object.keys(tool.inputSchema.properties ?? {}).join(', '));
  }
  for (const entry of skipped)
    line('skipped', entry.export, `${entry.reason} (${entry.file}:${entry.line})`);
  if (skipped.length === 0) throw new Error('the example has an export that must be skipped');
}

async function talkTo(running, server, dir) {
  await step('A call without a token', async () => {
    say(`refused: ${await refusedWithoutToken(running.url)}`);
  });
  const client = await connect(running.url, await tokenOf(server));
  try {
    await step(`Every tool, through a real client (MCP ${client.revision})`, () =>
      callEverything(client, dir),
    );
  } finally {
    await client.close();
  }
  await step('handoff/mcp.json, for the client', async () => {
    say((await readFile(join(server, 'handoff/mcp.json'), 'utf8')).trimEnd());
  });
}

/** The fresh token that the command wrote into the project's .env. */
async function tokenOf(server) {
  const env = await readFile(join(server, '.env'), 'utf8');
  const token = /^MCP_BEARER_TOKEN=['"]?(?:\w+=)?([^\s'",]+)/m.exec(env)?.[1];
  if (token === undefined) throw new Error('no token in .env');
  return token;
}

async function callEverything(client, dir) {
  const listed = await client.list();
  const calls = await randomCalls(join(dir, 'src/library.sql'));
  for (const name of listed) {
    if (!calls.some((call) => call.tool === name)) throw new Error(`${name} was not called`);
  }
  for (const { tool, args, expected } of calls) {
    const answer = await client.call(tool, args);
    if (!isDeepStrictEqual(answer, expected)) {
      throw new Error(
        `${tool}(${JSON.stringify(args)})\n  answered ${JSON.stringify(answer)}\n  expected ${JSON.stringify(expected)}`,
      );
    }
    line('right', tool, `${JSON.stringify(args)} -> ${JSON.stringify(answer)}`);
  }
  say(`${listed.length} tools listed, ${calls.length} calls, every answer as computed`);
}
