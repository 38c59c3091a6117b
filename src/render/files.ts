// THE table of a generated project: every file, where it comes from, whose it is, when it is there.
import { authKinds } from '../plan/auth/index.js';
import type { ClientEntry, ClientFile } from '../plan/clients/entry.js';
import { clientKinds } from '../plan/clients/index.js';
import { planHandOff } from '../plan/handoff.js';
import { hostingKinds } from '../plan/hosting/index.js';
import { packageJson } from '../plan/package-json.js';
import { proxyKinds } from '../plan/proxy/index.js';
import { isListable, registryEntry } from '../plan/registry-entry.js';
import { hasRules } from '../plan/rules.js';
import type { ServerPlan } from '../plan/server.js';
import { tsconfig } from '../plan/tsconfig.js';
import type { FileTree, Ownership, TreeFile } from '../tree/file-tree.js';
import { clientText } from './client-text.js';
import { connectView } from './connect-view.js';
import { renderTemplate } from './engine.js';
import { json } from './helpers.js';
import { copy, folder, hbs, type Origin } from './origins.js';
import { pageView } from './page-view.js';
import {
  authFolder,
  fileFolders,
  hasAuthScripts,
  hasWorker,
  hostingFolders,
  jobFolders,
  runtimeParts,
} from './parts.js';
import type { TemplateStore } from './templates.js';
import { renderTestCaller } from './test-caller.js';
import { renderToolsModule } from './tools.js';
import * as views from './views.js';
import { renderWiring } from './wiring.js';

export interface FileRow {
  /** Relative to `out`; of folders, the folder they are put into (`.` is out itself). */
  readonly path: string;
  readonly ownership: Ownership;
  readonly origin: Origin;
  readonly when?: (plan: ServerPlan) => boolean;
}

const POLLING = 'partials/polling.hbs';

const workflow = hbs('project/ci.yml.hbs', views.ciView);

export const fileRows: readonly FileRow[] = [
  row('mcp.config.json', 'yours', { kind: 'json', value: (plan) => plan.config }),
  row('package.json', 'merged', { kind: 'json', value: packageJson }),
  row('tsconfig.json', 'seed', { kind: 'json', value: tsconfig }),
  row('src/server.ts', 'seed', copy('project/src/server.ts')),
  row('src/lib.ts', 'seed', copy('starter/src/lib.ts'), ({ layout }) => layout.starter),
  row('src/wiring.gen.ts', 'managed', { kind: 'text', text: renderWiring }),
  row('src/tools.gen.ts', 'managed', { kind: 'text', text: renderToolsModule }),
  row('src/tools.gen.json', 'managed', { kind: 'json', value: views.surfaceView }),
  row('src/page.gen.html', 'managed', hbs('page/page.gen.html.hbs', pageView)),
  row('src/runtime', 'managed', { ...folder('project/src/runtime'), only: runtimeParts }),
  row('src/runtime', 'managed', authFolder('src/runtime')),
  row('src/runtime/page', 'managed', folder('page/src/runtime/page')),
  row('src/runtime/files', 'managed', fileFolders(), ({ files }) => files !== undefined),
  row('src/runtime/jobs', 'managed', jobFolders(), ({ jobs }) => jobs !== undefined),
  row('src/worker.ts', 'seed', copy('jobs-postgres/src/worker.ts'), hasWorker),
  row('scripts', 'managed', folder('project/scripts')),
  row('scripts', 'managed', authFolder('scripts'), hasAuthScripts),
  row('scripts/source.gen.json', 'managed', { kind: 'json', value: views.sourceView }),
  row('test', 'seed', folder('project/test')),
  row('test', 'seed', authFolder('test')),
  row('test/caller.gen.ts', 'managed', { kind: 'text', text: renderTestCaller }),
  ...Object.values<ClientEntry>(clientKinds).flatMap(({ file }) =>
    file === undefined ? [] : [row(file.path, 'managed', clientFile(file))],
  ),
  row('handoff/server.json', 'managed', { kind: 'json', value: registryEntry }, isListable),
  row('handoff/CONNECT.md', 'managed', hbs('project/handoff/CONNECT.md.hbs', connectView)),
  row('handoff/llms.txt', 'managed', hbs('project/handoff/llms.txt.hbs', views.toolsView)),
  row('handoff/TOOLS.md', 'managed', {
    ...hbs('project/handoff/TOOLS.md.hbs', views.toolsView),
    partials: ({ jobs }) => (jobs === undefined ? {} : { polling: POLLING }),
  }),
  row('.', 'seed', hostingFolders()),
  row('.github/workflows/ci.yml', 'seed', workflow, isRoot),
  row('.env.example', 'seed', hbs('project/env.example.hbs', views.envView)),
  row('.gitignore', 'seed', copy('project/gitignore')), // npm leaves files of the real name out of packages
  row('README.md', 'seed', {
    ...hbs('project/README.md.hbs', views.readmeView),
    partials: readmePartials,
  }),
  row('AGENTS.md', 'seed', hbs('project/AGENTS.md.hbs', views.readmeView), ({ agents }) => agents),
];

/** The files of a generated project, in the order of the table; ends of lines are LF. */
export function renderTree(plan: ServerPlan, templates: TemplateStore): FileTree {
  const tree = new Map<string, TreeFile>();
  for (const { path, ownership, origin, when } of fileRows) {
    if (when !== undefined && !when(plan)) continue;
    for (const [file, content] of render(path, origin, { plan, templates })) {
      if (tree.has(file)) throw new Error(`two rows of the files table make ${file}`);
      tree.set(file, { content, ownership });
    }
  }
  return tree;
}

/** The text of the CI workflow, wherever it is to be put. */
export function renderWorkflow(plan: ServerPlan, templates: TemplateStore): string {
  return renderOne(workflow, { plan, templates });
}

interface Context {
  readonly plan: ServerPlan;
  readonly templates: TemplateStore;
}

function render(path: string, origin: Origin, context: Context): readonly [string, string][] {
  const { plan, templates } = context;
  switch (origin.kind) {
    case 'copy':
      return [[path, templates.read(origin.from)]];
    case 'hbs':
      return [[path, renderOne(origin, context)]];
    case 'json':
      return [[path, `${json(origin.value(plan))}\n`]];
    case 'text':
      return [[path, origin.text(plan)]];
    case 'folders':
      return origin.from(plan).flatMap((from) => renderFolder(path, { ...origin, from }, context));
  }
}

function renderOne(origin: Extract<Origin, { kind: 'hbs' }>, { plan, templates }: Context): string {
  const partials = Object.entries(origin.partials?.(plan) ?? {});
  return renderTemplate(
    templates.read(origin.from),
    origin.view(plan),
    Object.fromEntries(partials.map(([name, from]) => [name, templates.read(from)])),
  );
}

function renderFolder(
  path: string,
  {
    from,
    view,
    partials = {},
    only = {},
  }: Omit<Extract<Origin, { kind: 'folders' }>, 'from'> & { from: string },
  context: Context,
): readonly [string, string][] {
  return context.templates.list(from).flatMap((file): [string, string][] => {
    const below = file.slice(from.length + 1);
    if (only[below]?.(context.plan) === false) return [];
    const name = path === '.' ? below : `${path}/${below}`;
    return name.endsWith('.hbs')
      ? [[name.slice(0, -4), renderOne({ ...hbs(file, view), partials: () => partials }, context)]]
      : [[name, context.templates.read(file)]];
  });
}

function row(
  path: string,
  ownership: Ownership,
  origin: Origin,
  when?: (plan: ServerPlan) => boolean,
): FileRow {
  return { path, ownership, origin, ...(when !== undefined && { when }) };
}

function readmePartials(plan: ServerPlan): Readonly<Record<string, string>> {
  const { auth, rules, hosting, proxy, jobs, files } = plan;
  const behind = proxyKinds[proxy].readme;
  return {
    auth: authKinds[auth].readme,
    ...(hasRules(rules) && { rules: 'partials/rules.hbs' }),
    hosting: hostingKinds[hosting].readme,
    ...(behind !== undefined && { proxy: behind }),
    ...(jobs !== undefined && { jobs: 'partials/jobs.hbs', polling: POLLING }),
    ...(files !== undefined && { files: 'partials/files.hbs' }),
    troubles: 'partials/troubles.hbs',
  };
}

/** A client's file in its own format. */
function clientFile(file: ClientFile): Origin {
  return { kind: 'text', text: (plan) => clientText(file, planHandOff(plan)) };
}

function isRoot({ layout }: ServerPlan): boolean {
  return layout.fromRepository === '.';
}
