// The examples from end to end: verdicts, golden output, build, both clients, computed answers.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectLegacy,
  connectModern,
  LEGACY,
  MODERN,
  type TestClient,
} from '../helpers/clients.ts';
import { EXAMPLE_SOURCES, EXAMPLES, type ExampleName, REPO } from '../helpers/paths.ts';
import { copyExample, readTree, runBin, runScript } from '../helpers/project.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';
import { EXPECTED, type ExampleExpectation } from './example-cases.ts';
import { expectCase } from './expect-case.ts';

describe.each(EXAMPLES)('%s', (name) => {
  const expected = EXPECTED[name];
  const exported = [...expected.tools, ...(expected.jobs ?? [])];

  test('says of every export what becomes of it', async () => {
    const { dir } = await copyExample(name, 'source only');
    const printed = await runBin('mcp-wrap', [EXAMPLE_SOURCES[name], '--print', 'json'], {
      cwd: dir,
    });
    expect(printed.code, printed.stderr).toBe(0);
    const report: Report = JSON.parse(printed.stdout);
    const { tools, skipped } = report;
    expect(tools.length / (tools.length + skipped.length)).toBeGreaterThanOrEqual(0.8);
    expect(tools.map((tool) => tool.name)).toEqual(expect.arrayContaining(exported));
    for (const [name, reason] of Object.entries(expected.skipped)) {
      const found = skipped.find((entry) => entry.export === name);
      expect(found?.reason).toMatch(reason);
      expect(found?.line).toBeGreaterThan(0);
    }
  });

  test('is generated exactly as it is committed', async () => {
    const { dir, server } = await copyExample(name, 'source only');
    const written = await runBin('mcp-wrap', wrapArguments(name), { cwd: dir });
    expect(written.code, written.stderr).toBe(0);
    const committed = await readTree(join(REPO, 'examples', name, 'mcp-server'));
    expect(Object.fromEntries(await readTree(server))).toEqual(Object.fromEntries(committed));
  });

  describe('built and started', () => {
    let project: string;
    let server: RunningServer;
    let modern: TestClient;
    let legacy: TestClient;

    beforeAll(async () => {
      project = (await copyExample(name)).server;
      await runScript(project, 'build');
      server = await startServer(project, { env: { TZ: 'UTC' } });
      modern = await connectModern(server.url, TOKEN);
      legacy = await connectLegacy(server.url, TOKEN);
    });

    afterAll(async () => {
      await modern?.close();
      await legacy?.close();
      await server?.stop();
    });

    test('type-checks and passes its own tests', async () => {
      await runScript(project, 'typecheck');
      await runScript(project, 'test');
    });

    test('settles on the revision of each client', () => {
      expect(modern.revision).toBe(MODERN);
      expect(legacy.revision).toBe(LEGACY);
    });

    test('lists the same tools to both', async () => {
      const [tools, older] = [await modern.list(), await legacy.list()];
      expect(tools.map((tool) => tool.name).sort()).toEqual(served(expected).sort());
      expect(older.map(surface)).toEqual(tools.map(surface));
    });

    test('hands over the tools that clients of both revisions are shown', async () => {
      const handedOver = JSON.parse(await readFile(join(project, 'handoff/mcp.json'), 'utf8'));
      const [entry] = Object.values<{ enabledTools: string[] }>(handedOver.mcpServers);
      for (const client of [modern, legacy]) {
        expect((await client.list()).map((tool) => tool.name)).toEqual(entry?.enabledTools);
      }
    });

    test('has a case for every tool', () => {
      expect([...new Set(expected.cases.map((entry) => entry.tool))].sort()).toEqual(
        exported.sort(),
      );
    });

    test.each(expected.cases)('answers $tool($args) to both', async (entry) => {
      for (const client of [modern, legacy]) await expectCase(client, entry, expected);
    });
  });
});

interface Report {
  readonly tools: readonly { readonly name: string }[];
  readonly skipped: readonly {
    readonly export: string;
    readonly reason: string;
    readonly line: number;
  }[];
}

/** The command that made the committed output, see each example's README. */
function wrapArguments(name: ExampleName): string[] {
  const chosen = name === 'date-fns-server' ? ['--tools', EXPECTED[name].tools.join(',')] : [];
  const named = name === 'date-fns-server' ? ['--name', 'calendar'] : [];
  return [EXAMPLE_SOURCES[name], ...named, ...chosen, '--yes', '--no-install'];
}

function surface(tool: { name: string; inputSchema: unknown; outputSchema?: unknown }) {
  return { name: tool.name, input: tool.inputSchema, output: tool.outputSchema };
}

/** Jobs are served as four tools, in place of their function. */
function served({ tools, jobs = [] }: ExampleExpectation): string[] {
  const four = (job: string) => [
    `start_${job}`,
    `get_${job}_status`,
    `get_${job}_result`,
    `cancel_${job}`,
  ];
  return [...tools, ...jobs.flatMap(four)];
}
