// Workspaces on disk: as npm and pnpm write them, with members that link to each other.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateSource } from '../../../src/source/index.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** Members core -> units -> base, base -> core; other is needed by nobody. All are linked in the root. */
function members(): void {
  const needs = { core: ['units', 'left-pad'], units: ['base'], base: ['core'], other: [] };
  mkdirSync(join(root, 'node_modules/@acme'), { recursive: true });
  write('node_modules/@acme/left-pad/package.json', {});
  for (const [name, names] of Object.entries(needs)) {
    const dependencies = Object.fromEntries(names.map((each) => [`@acme/${each}`, '*']));
    write(`packages/${name}/package.json`, { name: `@acme/${name}`, dependencies });
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@acme', name), 'junction');
  }
  write('packages/core/src/lib.ts', 'export const a = () => 1;');
}

const found = () => locateSource('./src/lib.ts', join(root, 'packages/core')).workspace;

describe('a member of a workspace', () => {
  it.each([{ workspaces: ['packages/*'] }, { workspaces: { packages: ['packages/*'] } }])(
    'is installed by the root, with the members that it needs: %j',
    (manifest) => {
      write('package.json', manifest);
      write('package-lock.json', {});
      write('tsconfig.base.json', {});
      members();
      expect(found()).toEqual({
        root,
        patterns: ['packages/*'],
        lockfile: 'package-lock.json',
        tsconfigs: true,
        needed: ['packages/base', 'packages/units'],
      });
    },
  );

  it('of pnpm, by its file', () => {
    write('package.json', {});
    write('pnpm-lock.yaml', '');
    write(
      'pnpm-workspace.yaml',
      `# all\npackages: # these\n  # libraries\n  - "packages/*" # each\n  - '!packages/old'\n  - apps/web\n\ncatalog:\n  - none\n`,
    );
    members();
    expect(found()).toMatchObject({
      patterns: ['packages/*', '!packages/old', 'apps/web'],
      lockfile: 'pnpm-lock.yaml',
      tsconfigs: false,
    });
  });
});

describe('no member', () => {
  it.each([{}, { workspaces: ['apps/*'] }, { workspaces: 'packages/*' }, { workspaces: [7] }])(
    'where the folder above says %j',
    (manifest) => {
      write('package.json', manifest);
      members();
      expect(found()).toBeUndefined();
    },
  );
});
