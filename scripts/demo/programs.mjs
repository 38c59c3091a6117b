// The programs the demo runs: npm, the built command, and the generated server. No shell anywhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const WRAP = fileURLToPath(new URL('../../dist/cli/wrap.js', import.meta.url));

/** The user's own environment, without settings that would change what the demo shows. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(MCP_|HOST$|PORT$|PUBLIC_BASE_URL$)/.test(name),
  ),
);

/** Runs npm in a folder; throws with what it said unless it ends with 0. */
export async function npm(cwd, args) {
  await execa('npm', args, { cwd, env, extendEnv: false, stdin: 'ignore' });
}

/** Runs mcp-wrap in a folder and gives what it wrote on stdout. */
export async function wrap(cwd, args) {
  const ran = await execa(process.execPath, [WRAP, ...args], {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
  });
  return ran.stdout;
}

/** Starts a built server on a free port; resolves once it listens. */
export async function startServer(project, settings = {}) {
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: project,
    env: { ...env, MCP_PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const origin = await address(child);
  return {
    url: new URL('/mcp', origin),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await ended;
      if (code !== 0) throw new Error(`the server ended with ${code}`);
    },
  };
}

/** The address in the server's log. */
function address(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      log += chunk;
      const origin = /https?:\/\/127\.0\.0\.1:[1-9]\d*/.exec(log)?.[0];
      if (origin !== undefined) resolve(origin);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${log}`)));
  });
}
