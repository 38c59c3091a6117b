// Builds and runs the server, and does so again on every change, of the wrapped code too.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { context } from 'esbuild';
import { root, serverOptions } from './build.mjs';

/** How long the old server may take to finish its calls before it is ended by force. */
const PATIENCE_MS = 5000;
/** What holds unless it is set, here or in .env. */
const DEFAULTS = { DRAIN_SECONDS: '1', CONNECT_PAGE: 'dev' };

let server;
let turn = Promise.resolve();
let ending = false;

const options = serverOptions();
const bundler = await context({
  ...options,
  plugins: [...options.plugins, { name: 'restart', setup: ({ onEnd }) => onEnd(afterBuild) }],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
await bundler.watch();

/** One restart after the other, however fast the changes come. */
function afterBuild({ errors }) {
  if (errors.length > 0) return say('the build failed; waiting for a change');
  turn = turn.then(restart);
}

async function restart() {
  await stop();
  if (ending) return;
  say('starting the server');
  const child = spawn(process.execPath, ['dist/server.js'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...DEFAULTS, ...readDotEnv(), ...process.env },
  });
  server = child;
  child.on('exit', (code, signal) => {
    if (server !== child) return;
    server = undefined;
    say(`the server ended (${signal ?? code}); waiting for a change`);
  });
}

function readDotEnv() {
  const file = join(root, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

async function stop() {
  const child = server;
  if (child === undefined) return;
  server = undefined;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(deadline);
}

async function end() {
  if (ending) return;
  ending = true;
  await bundler.dispose();
  await turn;
  await stop();
}

function say(text) {
  process.stderr.write(`[dev] ${text}\n`);
}
