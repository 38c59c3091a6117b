// The build script over a small user's package in a scratch folder: every way modules meet each other.
import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const repo = fileURLToPath(new URL('../../..', import.meta.url));

/** A package whose name says nothing of its module system; every dependency lies in its own node_modules. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "user" }',
  'node_modules/esm-only/package.json': '{ "type": "module", "exports": { "import": "./i.js" } }',
  'node_modules/esm-only/i.js': 'export default () => "esm"; export const n = 1;',
  'node_modules/compiled/package.json': '{ "main": "main.js" }',
  'node_modules/compiled/main.js':
    'exports.__esModule = true; exports.default = (s) => "d" + s; exports.up = (s) => s.toUpperCase();',
  'node_modules/dual/package.json': '{ "exports": { "import": "./i.mjs", "require": "./r.js" } }',
  'node_modules/dual/i.mjs': 'export const how = "import";',
  'node_modules/dual/r.js': 'exports.how = "require";',
  'src #1/lib.ts': `#!/usr/bin/env node
import esmOnly, { n } from 'esm-only';
import compiled, { up } from 'compiled';
import { how } from 'dual';
import pkg from '../package.json';
import old from './old.cjs';
export { fromScript } from './script.js';
export { fromModule } from './module.mjs';
declare const require: any, module: any;
let optional = 'there';
try { require('not-there'); } catch { optional = 'absent'; }
if (require.main === module || process.argv[1] === __filename) throw new Error('run as a program');
export const mixed = async () =>
  [esmOnly(), n, compiled('y'), up('y'), how, pkg.name, old.how(), optional, (await import('compiled')).up('q')].join();`,
  'src #1/old.cts': `import dual = require('dual');
const fs = require('fs');
export = { how: () => dual.how + fs.existsSync(__filename) };`,
  'src #1/native.cjs': `function native() { return this === globalThis && require('dual').how; }
module.exports = native;
module.exports.extra = (name) => require('./' + name).label;`,
  'src #1/plugin.js': 'exports.label = "plugin";',
  'src #1/script.js': `import { how } from 'dual';
import compiled from 'compiled';
export const fromScript = () => how + typeof compiled.default + import.meta.url.split('/').pop();`,
  'src #1/module.mts': `import { how } from 'dual';
import native, { extra } from './native.cjs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
if (import.meta.main) throw new Error('run as a program');
export const fromModule = () =>
  [how, native(), extra('plugin'), require('dual').how, import.meta.resolve('./x').split('/').pop(), import.meta.dirname.split('/').pop()].join();`,
};

let user: string;
let out: string;

beforeAll(async () => {
  user = await mkdtemp(join(await realpath(tmpdir()), 'mcp-build-'));
  out = join(user, 'servers/one');
  for (const [path, text] of Object.entries(FILES)) await put(join(user, path), text);
  await cp(join(repo, 'templates/project/scripts'), join(out, 'scripts'), { recursive: true });
  await symlink(join(repo, 'node_modules'), join(out, 'node_modules'), 'junction');
  await put(join(out, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rm(user, { recursive: true, force: true }));

describe('what modules are to each other stays as it was', () => {
  it('whatever system they are written for, and wherever the tree is moved', async () => {
    await serve(
      `import * as lib from '../../../src #1/lib.ts';
console.log(JSON.stringify([await lib.mixed(), lib.fromScript(), lib.fromModule()]));`,
    );
    expect((await build()).stderr).toBe('');
    const moved = `${user} moved`;
    await rename(user, moved);
    const { stdout } = await run(process.execPath, [join(moved, 'servers/one/dist/server.js')]);
    await rename(moved, user);
    expect(JSON.parse(stdout)).toEqual([
      'esm,1,dy,Y,require,user,requiretrue,absent,Q',
      'importfunctionscript.js',
      'import,require,plugin,require,x,src #1',
    ]);
  });

  it('an installed package is the one of the project that installed it', async () => {
    await serve(
      `import * as lib from 'compiled';
console.log(lib.default('x') + lib.up('x'));`,
      { packageName: 'compiled' },
    );
    await build();
    expect((await run(process.execPath, ['dist/server.js'], { cwd: out })).stdout).toBe('dxX\n');
  });

  it('names no folder of this machine and carries no source', async () => {
    for (const file of ['dist/server.js', 'dist/server.js.map']) {
      expect(await readFile(join(out, file), 'utf8')).not.toContain(user);
    }
    expect(JSON.parse(await readFile(join(out, 'dist/server.js.map'), 'utf8'))).not.toHaveProperty(
      'sourcesContent',
    );
  });
});

it('explains what is wrong with file and line', async () => {
  await put(join(user, 'src #1/broken.js'), 'const x = 1;\nmodule.exports = { x: };\n');
  await put(join(user, 'src #1/lost.ts'), "\nimport 'no-such-package';\n");
  await serve("import '../../../src #1/broken.js'; import '../../../src #1/lost.ts';");
  const failed = await build().catch((error: { code: number; stderr: string }) => error);
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.stderr).toContain('broken.js:2:');
  expect(failed.stderr).toContain('lost.ts:2:');
  expect(failed.stderr).not.toContain('    at ');
});

async function serve(text: string, source: object = {}): Promise<void> {
  await put(join(out, 'src/server.ts'), text);
  await put(
    join(out, 'scripts/source.gen.json'),
    JSON.stringify({ packageDir: '../..', ...source }),
  );
}

function build(): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, ['scripts/build.mjs'], { cwd: out });
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
