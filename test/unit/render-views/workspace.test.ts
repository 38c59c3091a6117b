// The image of a server whose wrapped package is a member of a workspace: installed by the root, copied with what it needs.
import { describe, expect, it } from 'vitest';
import type { Layout, ServerPlan } from '../../../src/plan/server.ts';
import { lockless } from '../../../src/plan/workspace.ts';
import { renderTree } from '../../../src/render/files.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { beside, samplePlan } from './plan.ts';

const member = {
  ...beside,
  fromRepository: 'packages/core/mcp-server',
  workspace: {
    root: '../../..',
    lockfile: 'package-lock.json',
    tsconfigs: true,
    folder: 'packages/core',
    needed: ['packages/units'],
    ownsServer: false,
  },
} as const satisfies Layout;
const { packageLock: _none, ...layout } = member;

function text(path: string, from: Layout = layout, over: Partial<ServerPlan> = {}): string {
  const file = renderTree(samplePlan(from, over), packageTemplates()).get(path);
  if (file === undefined) throw new Error(`no ${path}`);
  return file.content;
}

const steps = (dockerfile: string) => dockerfile.match(/^(?:WORKDIR|COPY|RUN) .*$/gm);

describe('a member of a workspace', () => {
  it('is installed by the root, alone with what it needs', () => {
    expect(steps(text('Dockerfile'))?.slice(0, 15)).toEqual([
      'WORKDIR /app',
      'COPY ["package.json", "package-lock.json", "tsconfig*.json", "./"]',
      'COPY ["packages/core/package.json", "./packages/core/"]',
      'COPY ["packages/core/tsconfig*.json", "./packages/core/"]',
      'COPY ["packages/units/package.json", "./packages/units/"]',
      'RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --workspace packages/core',
      'WORKDIR /app/packages/core/mcp-server',
      'COPY ["packages/core/mcp-server/package.json", "packages/core/mcp-server/package-lock.json", "./"]',
      'RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts',
      'COPY ["packages/units", "/app/packages/units"]',
      'COPY ["packages/core/src", "/app/packages/core/src"]',
      'COPY ["packages/core/mcp-server/tsconfig.json", "/app/packages/core/mcp-server/tsconfig.json"]',
      'COPY ["packages/core/mcp-server/scripts", "/app/packages/core/mcp-server/scripts"]',
      'COPY ["packages/core/mcp-server/src", "/app/packages/core/mcp-server/src"]',
      'RUN node scripts/build.mjs && npm prune --ignore-scripts --omit=dev',
    ]);
  });

  it('is built from the root in Compose, and lies whole below /opt', () => {
    expect(text('compose.yaml')).toContain(
      'context: "../../.."\n      dockerfile: "packages/core/mcp-server/Dockerfile"',
    );
    const unit = text('deploy/server.service', layout, { hosting: 'systemd' });
    expect(unit).toContain('WorkingDirectory=/opt/my-notes/packages/core/mcp-server/\n');
  });

  it('of pnpm, too', () => {
    const workspace = { ...member.workspace, lockfile: 'pnpm-lock.yaml' } as const;
    const dockerfile = text('Dockerfile', { ...layout, workspace }, { packageManager: 'pnpm' });
    expect(dockerfile).toContain(
      '"pnpm-lock.yaml", "tsconfig*.json", "pnpm-workspace.yaml", "./"]',
    );
    expect(dockerfile).toContain('--prod --filter ./packages/core...\n');
    expect(dockerfile).toContain('--frozen-lockfile --ignore-scripts --ignore-workspace\n');
  });

  it('may have its server elsewhere, in the workspace or beside it', () => {
    const inside = {
      ...layout,
      packageDir: '../../packages/core',
      outFromPackage: '../../deploy/mcp',
    };
    const workspace = { ...member.workspace, root: '../..' };
    expect(text('Dockerfile', { ...inside, workspace })).toContain('WORKDIR /app/deploy/mcp\n');
    const outside = {
      ...layout,
      packageDir: '../acme/packages/core',
      outFromPackage: '../../../mcp',
      workspace: { ...member.workspace, root: '../acme' },
    };
    const dockerfile = text('Dockerfile', outside);
    expect(dockerfile).toContain('WORKDIR /app/acme\nCOPY ["acme/package.json"');
    expect(dockerfile).toContain('COPY ["acme/packages/units", "/app/acme/packages/units"]');
    expect(dockerfile).toContain('WORKDIR /app/mcp\n');
  });

  it('with a folder of any name: one word of the shell, text of JSON', () => {
    const workspace = { ...member.workspace, folder: `it's "$HOME"` };
    const dockerfile = text('Dockerfile', { ...layout, workspace });
    expect(dockerfile).toContain(`--workspace 'it'\\''s "$HOME"'\n`);
    expect(dockerfile).toContain(`COPY ["it's \\"$HOME\\"/package.json", `);
  });
});

it('a server that is a member itself is warned of, where an image waits for its lockfile', () => {
  const workspace = { ...member.workspace, ownsServer: true };
  expect(lockless(workspace, { kind: 'docker', proxy: 'none' })).toMatchObject([
    { code: 'image.lockfile', severity: 'warning' },
  ]);
  expect(lockless(workspace, { kind: 'systemd', proxy: 'none' })).toEqual([]);
  expect(lockless(member.workspace, { kind: 'docker', proxy: 'none' })).toEqual([]);
});
