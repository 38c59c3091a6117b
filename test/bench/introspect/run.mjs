// npm run bench:introspect [-- <part> [options]]: runs one part, or each of them, in a process of its own.
import { spawn } from 'node:child_process';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

/** By name: the module whose `run(args)` prints what it measured and resolves to whether its limits hold. */
const PARTS = {
  packages: './packages/bench.ts',
  types: './types/bench.ts',
  time: './time/bench.ts',
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined) process.exitCode = await runAll();
else if (Object.hasOwn(PARTS, name)) process.exitCode = await runOne(PARTS[name]);
else {
  process.stderr.write(`no part ${name}; there are ${Object.keys(PARTS).join(', ')}\n`);
  process.exitCode = 2;
}

/** A process each, so that no part's memory or warm caches show in another's numbers. */
async function runAll() {
  let worst = 0;
  for (const part of Object.keys(PARTS)) {
    process.stdout.write(`== ${part}\n`);
    const program = spawn(process.execPath, [fileURLToPath(import.meta.url), part], {
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => program.once('exit', resolve));
    worst = Math.max(worst, code ?? 1);
  }
  return worst;
}

async function runOne(module) {
  register('./typescript-hooks.mjs', import.meta.url);
  const { run } = await import(module);
  return (await run(args)) ? 0 : 1;
}
