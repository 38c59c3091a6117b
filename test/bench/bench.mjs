// Prints what the bars of the project are measured by; asserts nothing. Run it on a quiet machine.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connect } from '../../scripts/demo/client.mjs';
import { npm, startServer } from '../../scripts/demo/programs.mjs';

const REPO = fileURLToPath(new URL('../..', import.meta.url));
const WRAP = join(REPO, 'dist/cli/wrap.js');
const TOKEN = 'bench-token-0123456789-0123456789-0123';
const run = promisify(execFile);

const tmp = await realpath(await mkdtemp(join(tmpdir(), 'create-mcp-server-bench-')));
try {
  await startUp();
  const dir = await smallModule();
  await scaffold(dir);
  await firstAnswer(dir);
  await footprint(join(dir, 'mcp-server'));
} finally {
  await rm(tmp, { recursive: true, force: true });
}

/** Time of --version against the time Node itself needs, in pairs, so that noise hits both. */
async function startUp() {
  const ratios = [];
  for (let pair = 0; pair < 15; pair += 1) {
    const node = await seconds(() => run(process.execPath, ['-e', '0']));
    const ours = await seconds(() => run(process.execPath, [WRAP, '--version']));
    ratios.push(ours / node);
  }
  report('--version / node -e 0', `${median(ratios).toFixed(2)} x`, '<= 1.5 x');
}

async function smallModule() {
  const dir = join(tmp, 'small');
  await mkdir(join(dir, 'src'), { recursive: true });
  await writeFile(join(dir, 'package.json'), '{ "name": "small", "type": "module" }\n');
  await writeFile(
    join(dir, 'src/lib.ts'),
    '/** Adds two numbers. */\nexport function add(a: number, b: number): number {\n  return a + b;\n}\n',
  );
  return dir;
}

async function scaffold(dir) {
  const times = [];
  let memory = 0;
  for (let round = 0; round < 5; round += 1) {
    const copy = join(tmp, `scaffold-${round}`);
    await cp(dir, copy, { recursive: true });
    times.push(
      await seconds(async () => {
        memory = Math.max(memory, await peakMemory(copy, ['--yes', '--no-install', '--json']));
      }),
    );
  }
  report('scaffold, no install', `${median(times).toFixed(2)} s`, '< 3 s');
  report('its peak memory', `${Math.round(memory)} MB`, '-');
}

/** Runs mcp-wrap in a process that tells its own peak on the way out. */
async function peakMemory(cwd, args) {
  const tell =
    'process.on("exit",()=>process.stderr.write("\\npeak="+process.resourceUsage().maxRSS))';
  const told = `data:text/javascript,${encodeURIComponent(tell)}`;
  const { stderr } = await run(
    process.execPath,
    ['--import', told, WRAP, './src/lib.ts', ...args],
    { cwd },
  );
  return Number(/peak=(\d+)/.exec(stderr)?.[1]) / 1024;
}

/** From the command to the first answered call: write, install, build, start, connect, call. */
async function firstAnswer(dir) {
  const server = join(dir, 'mcp-server');
  const time = await seconds(async () => {
    await run(process.execPath, [WRAP, './src/lib.ts', '--yes', '--json'], { cwd: dir });
    await npm(server, ['run', '--silent', 'build']);
    const running = await startServer(server, { MCP_BEARER_TOKEN: TOKEN });
    const client = await connect(running.url, TOKEN);
    await client.call('add', { a: 1, b: 2 });
    await client.close();
    await running.stop();
  });
  report('command to first answer', `${time.toFixed(1)} s`, '< 15 s, warm cache');
}

async function footprint(server) {
  const production = join(tmp, 'production');
  await mkdir(production);
  for (const file of ['package.json', 'package-lock.json']) {
    await cp(join(server, file), join(production, file));
  }
  await npm(production, ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline']);
  const { stdout } = await run('npm', ['ls', '--all', '--parseable', '--omit=dev'], {
    cwd: production,
  });
  const packages = new Set(stdout.trim().split('\n').slice(1));
  report('run-time packages', String(packages.size), '<= 20');
  report(
    'their size',
    `${(await megabytes(join(production, 'node_modules'))).toFixed(1)} MB`,
    '<= 26 MB',
  );
}

async function megabytes(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => stat(join(entry.parentPath, entry.name)).then((file) => file.size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

async function seconds(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function report(what, measured, bar) {
  process.stdout.write(`${what.padEnd(26)}${measured.padStart(10)}   bar ${bar}\n`);
}
