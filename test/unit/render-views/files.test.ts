// The files table over plans of every kind: which files, whose they are, and that their text is sound.
import { describe, expect, it } from 'vitest';
import type { Layout, ServerPlan } from '../../../src/plan/server.ts';
import { fileRows, renderTree } from '../../../src/render/files.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { addTool, beside, samplePlan, starter, withJobs } from './plan.ts';

const templates = packageTemplates();
const npmLayout: Layout = {
  importSpecifier: 'date-fns',
  sourceLabel: 'npm:date-fns',
  packageDir: '..',
  packageName: 'date-fns',
  moduleDir: '.',
  outFromPackage: 'mcp-server',
  fromRepository: 'mcp-server',
  starter: false,
};
const elsewhere: Layout = {
  ...beside,
  packageDir: '../../packages/shop',
  outFromPackage: '../../deploy/mcp',
  moduleDir: '.',
};

function tree(layout: Layout = beside, over: Partial<ServerPlan> = {}) {
  return renderTree(samplePlan(layout, over), templates);
}

function text(path: string, layout?: Layout, over?: Partial<ServerPlan>): string {
  const file = tree(layout, over).get(path);
  if (file === undefined) throw new Error(`no ${path}`);
  return file.content;
}

describe('which files there are', () => {
  it('beside a package: no CI, no starter module', () => {
    const paths = [...tree().keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        'mcp.config.json',
        'package.json',
        'src/server.ts',
        'src/wiring.gen.ts',
        'src/tools.gen.ts',
        'src/tools.gen.json',
        'src/runtime/auth.ts',
        'src/runtime/http.ts',
        'scripts/build.mjs',
        'scripts/token.mjs',
        'test/smoke.test.ts',
        'handoff/mcp.json',
        'handoff/TOOLS.md',
        'Dockerfile',
        'Dockerfile.dockerignore',
        'compose.yaml',
        '.env.example',
        '.gitignore',
        'README.md',
        'AGENTS.md',
      ]),
    );
    expect(paths).not.toContain('.github/workflows/ci.yml');
    expect(paths).not.toContain('src/lib.ts');
    expect(paths).not.toContain('.env');
  });

  it('the starter brings its module, and CI at the root of its repository', () => {
    const paths = [...tree(starter).keys()];
    expect(paths).toEqual(expect.arrayContaining(['src/lib.ts', '.github/workflows/ci.yml']));
  });

  it('leaves out what was not chosen', () => {
    const paths = [...tree(beside, { auth: 'none', hosting: 'none', agents: false }).keys()];
    expect(paths.filter((path) => /Docker|compose|AGENTS|token/.test(path))).toEqual([]);
  });

  it('rendering twice gives the same', () => {
    expect(tree()).toEqual(tree());
  });
});

describe('whose they are', () => {
  it.each([
    ['package.json', 'merged'],
    ['mcp.config.json', 'yours'],
    ['src/server.ts', 'seed'],
    ['src/runtime/auth.ts', 'managed'],
    ['scripts/build.mjs', 'managed'],
    ['test/credentials.ts', 'seed'],
    ['Dockerfile', 'seed'],
    ['handoff/TOOLS.md', 'managed'],
    ['README.md', 'seed'],
  ])('%s is %s', (path, ownership) => {
    expect(tree().get(path)?.ownership).toBe(ownership);
  });

  it('every row is in the table once, or is a folder shared by several', () => {
    const singles = fileRows
      .filter(({ origin }) => origin.kind !== 'folders')
      .map(({ path }) => path);
    expect(new Set(singles).size).toBe(singles.length);
  });
});

describe.each([
  ['beside', beside],
  ['starter', starter],
  ['npm', npmLayout],
  ['elsewhere', elsewhere],
] as const)('every file of a project %s', (_, layout) => {
  it.each(['npm', 'pnpm', 'yarn', 'bun'] as const)('is sound with %s', (packageManager) => {
    for (const [path, { content }] of tree(layout, { packageManager })) {
      expect(content.endsWith('\n'), path).toBe(true);
      expect(content.includes('\r'), path).toBe(false);
      if (!/\.(mjs|ts|js)$/.test(path))
        expect(content, path).not.toMatch(/\{\{|\[object|undefined/);
      if (path.endsWith('.json')) expect(() => JSON.parse(content), path).not.toThrow();
    }
  });
});

describe('the image', () => {
  it('keeps package and server at their places towards each other', () => {
    const dockerfile = text('Dockerfile', elsewhere);
    expect(dockerfile).toContain('COPY ["packages/shop", "/app/packages/shop"]');
    expect(dockerfile).toContain('WORKDIR /app/deploy/mcp');
    expect(text('compose.yaml', elsewhere)).toContain('context: "../.."');
    expect(text('compose.yaml', elsewhere)).toContain('dockerfile: "deploy/mcp/Dockerfile"');
  });

  it("copies the module's top folder and no more", () => {
    const copies = text('Dockerfile', { ...beside, moduleDir: 'lib/deep' }).match(/^COPY .*$/gm);
    expect(copies).toContain('COPY ["lib", "/app/lib"]');
    expect(copies).not.toContain('COPY [".", "/app/"]');
  });

  it('copies no source of an installed package', () => {
    expect(text('Dockerfile', npmLayout)).not.toContain('"/app/src"');
  });

  it.each([beside, starter])('runs unprivileged, without a shell, and sees no secret', (layout) => {
    const dockerfile = text('Dockerfile', layout);
    expect(dockerfile).toContain('USER node');
    expect(dockerfile).toContain('CMD ["node", "dist/server.js"]');
    expect(text('Dockerfile.dockerignore', layout)).toContain('**/.env*');
  });

  it('does not start in Compose without a token', () => {
    const compose = text('compose.yaml');
    expect(compose).toContain(`MCP_BEARER_TOKEN: "\${MCP_BEARER_TOKEN:?`);
    expect(compose).toContain(`'127.0.0.1:\${MCP_PORT:-8900}:8900'`);
    expect(compose).toContain('      NOTES_DIR:\n');
    const named = [...text('.env.example', beside, withJobs).matchAll(/^#?([A-Z_]+)=/gm)];
    const ofImage = ['MCP_HOST', 'DATA_DIR'];
    for (const name of named.flatMap(([, each]) => each ?? [])) {
      if (!ofImage.includes(name)) expect(text('compose.yaml', beside, withJobs)).toContain(name);
    }
  });
});

describe('what is kept', () => {
  const inline = { ...withJobs, jobs: { isolate: 'none', store: 'postgres' } } as const;

  it.each([beside, starter])('lies on a volume that the image lets its user write', (layout) => {
    const dockerfile = text('Dockerfile', layout, withJobs);
    expect(dockerfile).toMatch(/^ENV .* DATA_DIR=\/data$/m);
    expect(dockerfile).toMatch(/install -d -o node .*\/data\nVOLUME \["\/data"\]\nUSER node/);
    expect(text('compose.yaml', layout, withJobs)).toMatch(
      /- data:\/data\n.*^volumes:\n {2}data:/ms,
    );
  });

  it('is nothing without jobs and files', () => {
    for (const path of ['Dockerfile', 'compose.yaml', '.env.example', 'README.md', 'AGENTS.md']) {
      expect(text(path)).not.toMatch(/DATA_DIR|JOBS?_|FILES_|\/data\b|start_x/);
    }
  });

  it('gives threads their memory in Compose', () => {
    expect(text('compose.yaml', beside, withJobs)).toContain('mem_limit: 1536m');
    expect(text('compose.yaml', beside, inline)).toContain('mem_limit: 512m');
  });

  it.each([
    [withJobs, ['execution.ts', 'thread.ts', 'sqlite.ts', 'open-store.ts'], 'src/worker.ts'],
    [inline, ['execution.ts', 'postgres.ts', 'open-store.ts'], 'src/runtime/jobs/thread.ts'],
  ])('has one way to run and one to keep', (plan, there, absent) => {
    const paths = [...tree(beside, plan).keys()];
    expect(paths).toEqual(expect.arrayContaining(there.map((name) => `src/runtime/jobs/${name}`)));
    expect(paths).not.toContain(absent);
  });

  it('the build makes a bundle of each program', () => {
    const programs = (over: Partial<ServerPlan>) =>
      JSON.parse(text('scripts/source.gen.json', beside, over)).programs;
    expect(programs({})).toBeUndefined();
    expect(programs(withJobs)).toEqual(['src/runtime/jobs/thread.ts']);
    expect(programs(inline)).toEqual(['src/worker.ts']);
  });
});

describe('text of users', () => {
  const evil = '`$' + '{x}` {{y}} | *z* <b>\n# h';
  const tool = { ...addTool, name: 'add', description: evil };

  it('stays text in documents', () => {
    const table = text('handoff/TOOLS.md', beside, { tools: [tool] });
    expect(table.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Tools of my-notes',
    ]);
    expect(table).not.toContain('<b>');
  });

  it('variables with illegal names reach no settings file', () => {
    const env = ['A B', 'X=1\nY', 'GOOD_ONE'].map((name) => ({
      name,
      required: true,
      file: 'lib.ts',
      line: 1,
    }));
    for (const path of ['.env.example', 'compose.yaml']) {
      const content = text(path, beside, { env });
      expect(content).toContain('GOOD_ONE');
      expect(content).not.toMatch(/A B|X=1/);
    }
  });
});

it('CI holds no expression and pins what it uses', () => {
  const workflow = text('.github/workflows/ci.yml', starter);
  expect(workflow).not.toContain('${{');
  for (const [, reference] of workflow.matchAll(/uses: (\S+)/g)) {
    expect(reference).toMatch(/@[0-9a-f]{40}$/);
  }
  expect(workflow).toContain('permissions:\n  contents: read');
});

it('the hand-off holds no secret', () => {
  expect(text('handoff/mcp.json')).toContain(`Bearer \${MY_NOTES_MCP_TOKEN}`);
});
