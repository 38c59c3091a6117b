// Builds the server and the tests, then runs every test/*.test.ts under Node's own test runner.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer, buildTests, root } from './build.mjs';

if ((await buildServer()) && (await buildTests())) {
  const tests = readdirSync(join(root, 'test'))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('dist/test', name.replace(/\.ts$/, '.js')));
  const runner = spawn(process.execPath, ['--test', ...tests], { cwd: root, stdio: 'inherit' });
  runner.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
