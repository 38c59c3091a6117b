// The build keeps the user's module what it is: its own zod, CommonJS, data files, aliases, any `out`.
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectModern, type TestClient } from '../helpers/clients.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch, shareServerPackages } from '../helpers/project.ts';
import { npmInstall } from '../helpers/run.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

/** What a fixture's fixture.json says; paths relative to the fixture. */
interface Fixture {
  /** The folder with the package.json, where that is not the fixture itself. */
  readonly package?: string;
  readonly source: string;
  readonly out: string;
  readonly calls: readonly {
    readonly tool: string;
    readonly arguments: Record<string, unknown>;
    readonly text?: string;
    readonly structured?: unknown;
  }[];
}

describe.each(['zod3', 'cjs', 'datafile', 'alias', 'elsewhere'])('a package: %s', (name) => {
  let fixture: Fixture;
  let project: string;
  let server: RunningServer;
  let client: TestClient;

  beforeAll(async () => {
    const dir = await scratch(name);
    await cp(join(REPO, 'test/live/fixtures', name), dir, { recursive: true });
    fixture = JSON.parse(await readFile(join(dir, 'fixture.json'), 'utf8'));
    await npmInstall(join(dir, fixture.package ?? '.'));
    const wrap = [`./${fixture.source}`, '--out', fixture.out, '--yes', '--no-install'];
    const written = await runBin('mcp-wrap', wrap, { cwd: dir });
    expect(written.code, written.stderr).toBe(0);
    project = join(dir, fixture.out);
    await shareServerPackages(project);
    await runScript(project, 'build');
    server = await startServer(project);
    client = await connectModern(server.url, TOKEN);
  });

  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });

  test('answers as the module itself would', async () => {
    for (const call of fixture.calls) {
      const answer = await client.call(call.tool, call.arguments);
      if (call.text === undefined) expect(answer.structured).toEqual(call.structured);
      else expect(answer.texts).toEqual([call.text]);
    }
  });

  test('type-checks beside it and passes its own tests', async () => {
    await runScript(project, 'typecheck');
    await runScript(project, 'test');
  });
});
