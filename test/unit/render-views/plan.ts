// A small ServerPlan for the tests of this folder.
import { configSchema, HOSTING_KINDS } from '../../../src/config/schema.ts';
import { isPlatform } from '../../../src/plan/hosting/index.ts';
import type { Layout, PlannedTool, ServerPlan } from '../../../src/plan/server.ts';

export const addTool: PlannedTool = {
  name: 'add',
  description: 'Adds two numbers.\n\nMore words.',
  params: [
    { property: 'a', optional: false, role: 'value' },
    { property: 'b', optional: true, role: 'value' },
  ],
  input: {
    kind: 'object',
    properties: [
      { name: 'a', schema: { kind: 'number' }, optional: false },
      { name: 'b', schema: { kind: 'number' }, optional: true },
    ],
  },
  output: { kind: 'number' },
  returns: 'value',
  definitions: {},
  annotations: { readOnlyHint: true },
  mode: 'sync',
  source: { export: 'add', file: 'src/lib.ts', line: 1 },
  call: { kind: 'module', path: ['add'] },
  proposal: { include: true, reasons: [] },
};

export const renderJob: PlannedTool = {
  ...addTool,
  name: 'render',
  title: 'Render',
  description: 'Renders a picture.',
  annotations: { destructiveHint: true },
  mode: 'job',
  retry: true,
  source: { export: 'render', file: 'src/lib.ts', line: 9 },
  call: { kind: 'module', path: ['render'] },
};

/** What a plan has whose tools are `addTool` and `renderJob`. */
export const withJobs = {
  tools: [addTool, renderJob],
  jobs: { isolate: 'thread', store: 'sqlite' },
  files: { store: 'folder' },
} as const;

/** The same, where several servers share what they keep. */
export const sharedJobs = {
  ...withJobs,
  jobs: { isolate: 'thread', store: 'postgres' },
  files: { store: 's3' },
} as const;

export const PLATFORMS = HOSTING_KINDS.filter(isPlatform);

export const beside: Layout = {
  importSpecifier: '../../src/lib.ts',
  sourceLabel: '../src/lib.ts',
  packageDir: '..',
  tsconfig: '../tsconfig.json',
  moduleDir: 'src',
  outFromPackage: 'mcp-server',
  packageLock: 'package-lock.json',
  fromRepository: 'mcp-server',
  starter: false,
};

export const starter: Layout = {
  importSpecifier: './lib.ts',
  sourceLabel: './src/lib.ts',
  packageDir: '.',
  moduleDir: 'src',
  outFromPackage: '.',
  fromRepository: '.',
  starter: true,
};

export function samplePlan(layout: Layout = beside, over: Partial<ServerPlan> = {}): ServerPlan {
  const config = configSchema.parse({
    version: 1,
    name: 'my-notes',
    source: layout.sourceLabel,
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
  });
  return {
    name: 'my-notes',
    layout,
    tools: [addTool],
    auth: 'bearer',
    rules: {},
    hosting: 'docker',
    proxy: 'none',
    replicas: 1,
    errors: 'safe',
    packageManager: 'npm',
    node: '20.19.0',
    agents: true,
    env: [{ name: 'NOTES_DIR', required: true, file: 'src/notes.ts', line: 3 }],
    config,
    toolVersion: '0.1.0',
    diagnostics: [],
    ...over,
  };
}
