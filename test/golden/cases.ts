// The matrix of answers and places whose projects are kept as goldens.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AuthKind,
  type Config,
  configSchema,
  type HostingKind,
  type ProxyKind,
} from '../../src/config/schema.js';
import type { SourceRef } from '../../src/model/module.js';
import { planLayout } from '../../src/plan/layout.js';
import { planServer } from '../../src/plan/server.js';
import { renderTree } from '../../src/render/files.js';
import { packageTemplates } from '../../src/render/templates.js';
import { introspect, locateSource } from '../../src/source/index.js';
import type { FileTree } from '../../src/tree/file-tree.js';

export const HERE = fileURLToPath(new URL('.', import.meta.url));
const USER = join(HERE, 'source');
const STARTER_MODULE = fileURLToPath(new URL('../../templates/starter', import.meta.url));

export interface Case {
  readonly name: string;
  readonly source: () => SourceRef;
  /** Absolute; nothing is written there. */
  readonly out: string;
  readonly starter?: boolean;
  readonly answers: Partial<Record<keyof Config, unknown>>;
}

const notes = () => locateSource('./src/notes.ts', USER);
const reports = () => locateSource('./src/reports.ts', USER);
const docker = { kind: 'docker' };

export const STARTER: Case = {
  name: 'starter',
  source: () => ({ ...locateSource('./src/lib.ts', STARTER_MODULE), packageDir: STARTER_MODULE }),
  out: join(HERE, 'virtual', 'starter'),
  starter: true,
  answers: { name: 'first-steps', auth: { kind: 'bearer' }, hosting: docker },
};

export const CASES: readonly Case[] = [
  STARTER,
  {
    name: 'beside-bearer-docker',
    source: notes,
    out: join(USER, 'mcp-server'),
    answers: {
      auth: { kind: 'bearer' },
      hosting: { ...docker, publicUrl: 'https://notes.example.com' },
    },
  },
  {
    name: 'local-open',
    source: notes,
    out: join(USER, 'local'),
    answers: {
      auth: { kind: 'none' },
      hosting: { kind: 'none' },
      tools: { exclude: ['write'] },
      errors: 'strict',
      agents: false,
    },
  },
  {
    name: 'elsewhere-pnpm',
    source: notes,
    out: join(HERE, 'virtual', 'elsewhere'),
    answers: { auth: { kind: 'bearer' }, hosting: docker, packageManager: 'pnpm' },
  },
  {
    name: 'jobs-threads-sqlite',
    source: reports,
    out: join(USER, 'jobs'),
    answers: { name: 'reports', auth: { kind: 'bearer' }, hosting: docker },
  },
  {
    name: 'jobs-inline-postgres-s3',
    source: reports,
    out: join(USER, 'shared-jobs'),
    answers: {
      name: 'reports',
      auth: { kind: 'bearer' },
      hosting: docker,
      tools: { job: ['chart'] },
      jobs: { isolate: 'none' },
      stores: { jobs: 'postgres', files: 's3' },
      node: '22.13.0',
    },
  },
  {
    name: 'systemd-worker',
    source: reports,
    out: join(USER, 'unit jobs'),
    answers: {
      name: 'reports',
      auth: { kind: 'bearer' },
      hosting: { kind: 'systemd', publicUrl: 'https://reports.example.com' },
      stores: { jobs: 'postgres' },
      node: '22.13.0',
    },
  },
  {
    name: 'jobs-callers',
    source: reports,
    out: join(USER, 'ruled-jobs'),
    answers: {
      name: 'reports',
      auth: { kind: 'bearer', callers: { alice: ['report'], ops: '*' } },
      hosting: { kind: 'none' },
    },
  },
  {
    name: 'jobs-scopes',
    source: reports,
    out: join(USER, 'scoped-jobs'),
    answers: {
      name: 'reports',
      auth: {
        kind: 'oauth',
        callers: { 'auth0|1': ['report', 'lines'], 'client:batch': '*' },
        scopes: { report: ['reports:write'] },
      },
      hosting: { kind: 'none' },
    },
  },
  {
    name: 'local-callers',
    source: notes,
    out: join(USER, 'ruled'),
    answers: {
      auth: { kind: 'none', callers: { local: ['find'] } },
      hosting: { kind: 'none' },
    },
  },
  onPlatform('kubernetes-disk', { publicUrl: 'https://reports.example.com' }),
  onPlatform('kubernetes-shared', { replicas: 3 }),
  onPlatform('fly-disk', {}),
  onPlatform('fly-shared', { publicUrl: 'https://reports.example.com', replicas: 2 }),
  onPlatform('render-disk', { publicUrl: 'https://reports.example.com' }),
  onPlatform('render-shared', { replicas: 2 }),
  onPlatform('cloud-run-shared', { replicas: 4 }),
  behind('caddy'),
  behind('nginx'),
  behind('cloudflare-tunnel'),
  behind('cloudflare-tunnel', 'docker'),
  behind('cloudflare-tunnel', 'systemd'),
  protectedBy('cloudflare-access', 'cloudflare-tunnel'),
  protectedBy('oauth', 'caddy'),
];

function protectedBy(kind: AuthKind, proxy: ProxyKind): Case {
  return {
    name: `auth-${kind}`,
    source: notes,
    out: join(USER, kind),
    answers: {
      auth: { kind },
      hosting: { ...docker, proxy, publicUrl: 'https://notes.example.com' },
    },
  };
}

function behind(proxy: ProxyKind, kind: HostingKind = 'none'): Case {
  const name = kind === 'none' ? `behind-${proxy}` : `${kind}-behind-${proxy}`;
  return {
    name,
    source: notes,
    out: join(USER, name),
    answers: {
      auth: { kind: 'bearer' },
      hosting: { kind, proxy, publicUrl: 'https://notes.example.com' },
    },
  };
}

/** `<kind>-disk` keeps its jobs itself, `<kind>-shared` in PostgreSQL and S3. */
function onPlatform(name: string, hosting: object): Case {
  const kind = name.replace(/-(?:disk|shared)$/, '');
  return {
    name,
    source: reports,
    out: join(USER, name),
    answers: {
      name: 'reports',
      auth: { kind: 'bearer' },
      hosting: { kind, ...hosting },
      ...(name.endsWith('-shared') && {
        stores: { jobs: 'postgres', files: 's3' },
        node: '22.13.0',
      }),
    },
  };
}

/** The project of a case, as it would be written. */
export async function project({ source, out, starter = false, answers }: Case): Promise<FileTree> {
  const ref = source();
  const config = configSchema.parse({
    version: 1,
    name: 'field-notes',
    source: ref.specifier,
    ...answers,
  });
  const layout = planLayout({ source: ref, out, starter });
  const model = await introspect(ref);
  const plan = planServer({ config, model, layout, toolVersion: '0.0.0' });
  return renderTree(plan, packageTemplates());
}
