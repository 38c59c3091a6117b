// What stays out of images and out of what is copied to a machine: tests and secrets, never the code that is served.
import { describe, expect, it } from 'vitest';
import type { Layout } from '../../../src/plan/server.ts';
import { textOf } from '../hosting/written.ts';
import { beside } from './plan.ts';

function ignored(layout: Layout): readonly string[] {
  return textOf('Dockerfile.dockerignore', { hosting: 'docker' }, layout).split('\n');
}

const readmitted = (layout: Layout) => ignored(layout).filter((line) => line.startsWith('!'));

describe('the build context', () => {
  it.each([
    ['test/deep', ['!test/deep']],
    ['src/tests', ['!src/tests']],
    ['src/testing', []],
    ['.', []],
  ])('holds a module in %s', (moduleDir, expected) => {
    expect(readmitted({ ...beside, moduleDir })).toEqual(expected);
  });

  it('holds no secret that lies there', () => {
    const lines = ignored({ ...beside, moduleDir: 'test' });
    const at = lines.indexOf('!test');
    expect(lines.slice(0, at)).toContain('**/test');
    for (const secret of ['**/.git', '**/.env*', '**/.npmrc', '**/*.pem', '**/*.key']) {
      expect(lines.slice(at)).toContain(secret);
    }
  });

  it('holds members of a workspace that lie among tests', () => {
    const layout: Layout = {
      ...beside,
      workspace: {
        root: '../../..',
        tsconfigs: false,
        folder: 'tests/core',
        needed: ['test/util', 'packages/x'],
        ownsServer: false,
      },
    };
    expect(readmitted(layout)).toEqual([
      '!tests/core',
      '!tests/core/mcp-server',
      '!tests/core/src',
      '!test/util',
    ]);
  });
});

describe('what a unit runs from', () => {
  it('is copied without secrets, and without what the server kept where it was built', () => {
    const copy = /rsync (?:.*\\\n)*.*/.exec(textOf('README.md', { hosting: 'systemd' }))?.[0];
    for (const secret of ["'.env*'", '.npmrc', "'*.pem'", "'*.key'", '.git', '/mcp-server/data']) {
      expect(copy).toContain(`--exclude ${secret} `);
    }
    // Certificates that packages bring are read at run time.
    expect(copy).toMatch(/--include 'node_modules\/\*\*\*' .*--exclude/s);
  });
});
