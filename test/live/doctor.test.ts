// mcp-wrap doctor, as it is installed, on a generated server: nothing to mend, with a token or without.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyExample, runBin, runScript } from '../helpers/project.ts';
import { type RunningServer, startServer, TOKEN } from '../helpers/server.ts';

let server: RunningServer;
let project: string;

beforeAll(async () => {
  project = (await copyExample('text-tools')).server;
  await runScript(project, 'build');
  server = await startServer(project);
});

afterAll(() => server?.stop());

async function doctor(...args: readonly string[]) {
  const { code, stdout, stderr } = await runBin('mcp-wrap', ['doctor', ...args], { cwd: project });
  return { code, stdout, stderr };
}

describe('a generated server', () => {
  test('is well, and that to the last warning', async () => {
    const header = `Authorization: Bearer ${TOKEN}`;
    const { code, stdout, stderr } = await doctor(server.url.href, '--header', header, '--strict');
    expect(stdout).toMatch(/^18 passed, 0 warned, 0 failed, 3 skipped$/m);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is well from outside', async () => {
    const { code, stdout } = await doctor(server.url.href, '--json', '--strict');
    const { checks, summary } = JSON.parse(stdout);
    expect({ code, summary }).toEqual({
      code: 0,
      summary: { pass: 8, warn: 0, fail: 0, skip: 13 },
    });
    const refused = checks.find(({ id }: { id: string }) => id === 'auth-refused');
    expect(refused).toMatchObject({
      status: 'PASS',
      detail: 'refused with 401 and WWW-Authenticate',
    });
  });

  test('refuses another token, and the doctor says which way out', async () => {
    const header = 'Authorization: Bearer another-token-altogether';
    const { code, stdout } = await doctor(server.url.href, '--header', header);
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}Credential accepted {2}/);
    expect(stdout).not.toContain('another-token');
  });
});
