// How each tool runs: as a plain call, or as a job; and what that takes.
import type { Config } from '../config/schema.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { givesFile } from '../model/json-schema.js';
import type { ToolModel } from '../model/module.js';
import { jobNames, refuseCollisions } from '../model/names.js';
import { matches } from './choice.js';
import type { PlannedTool } from './server.js';

/** What the answers say wins over what the module says. */
export function settleModes(
  chosen: readonly ToolModel[],
  { tools }: Pick<Config, 'tools'>,
): readonly PlannedTool[] {
  return chosen.map((tool) => {
    const isJob = !matches(tool, tools.sync) && (tool.mode === 'job' || matches(tool, tools.job));
    return { ...tool, mode: isJob ? 'job' : 'sync' };
  });
}

/** @throws WrapError `tools.collision` when a tool has the name of one of a job's */
export function refuseJobCollisions(tools: readonly PlannedTool[]): void {
  refuseCollisions(
    tools.flatMap(({ name, mode, source }) =>
      mode === 'job'
        ? Object.values(jobNames(name)).map((each) => ({ name: each, source }))
        : [{ name, source }],
    ),
  );
}

/** How jobs run, and what keeps them where `JOBS_URL` may say so. */
export interface JobPlan {
  readonly isolate: 'thread' | 'none';
  readonly store: 'sqlite' | 'postgres';
}

/** What keeps files where `FILES_URL` may say so. */
export interface FilePlan {
  readonly store: 'folder' | 's3';
}

export interface Kept {
  readonly jobs?: JobPlan;
  readonly files?: FilePlan;
}

/** Jobs are kept when a tool is one; files when asked for, when a tool makes them, and for results of jobs. */
export function planKept(tools: readonly PlannedTool[], config: Config): Kept {
  const { jobs, stores, files } = config;
  const hasJobs = tools.some(({ mode }) => mode === 'job');
  return {
    ...(hasJobs && {
      jobs: { isolate: jobs?.isolate ?? 'thread', store: stores?.jobs ?? 'sqlite' },
    }),
    ...((hasJobs || files || tools.some(makesFiles)) && {
      files: { store: stores?.files ?? 'folder' },
    }),
  };
}

/** Bytes that it returns, or what it gives to `ctx.file`. */
function makesFiles({ params, signatures = [], ...tool }: PlannedTool): boolean {
  const all = [...params, ...signatures.flatMap((signature) => signature.params)];
  return givesFile(tool) !== undefined || all.some(({ files }) => files);
}

/** What Postgres takes of Node: its client does not run on older ones. */
const POSTGRES_NODE = '22.12.0';

/** Milliseconds that a job there can run. */
const POSTGRES_RUN = 86_400_000;

/** Notes `job.state`: what a job in a thread changes of the module, no other tool sees. */
export function unshared(tools: readonly PlannedTool[], { jobs }: Kept): readonly Diagnostic[] {
  if (jobs?.isolate !== 'thread') return [];
  return tools.flatMap(({ name, mode, changes, source }): Diagnostic[] => {
    if (mode !== 'job' || changes === undefined) return [];
    const { file, line } = source;
    const message = `${name} runs in a thread, which has a copy of the module: ${changes}`;
    return [{ code: 'job.state', severity: 'note', file, line, message, hint: SHARE }];
  });
}

const SHARE =
  'where other tools have to see that, say "jobs": { "isolate": "none" } in mcp.config.json';

/** A warning when the lowest Node version of the project is too old for what was chosen. */
export function tooOld({ jobs }: Kept, { node }: Config): readonly Diagnostic[] {
  if (jobs?.store !== 'postgres' || !isOlder(node, POSTGRES_NODE)) return [];
  return [
    {
      code: 'node.old',
      severity: 'warning',
      file: 'mcp.config.json',
      line: 1,
      message: `jobs in PostgreSQL need Node ${POSTGRES_NODE}, and the project is for ${node} and newer`,
      hint: `say "node": "${POSTGRES_NODE}" in mcp.config.json`,
    },
  ];
}

/** Warnings `job.timeout`: longer than a job in PostgreSQL can run. */
export function tooLong(tools: readonly PlannedTool[], { jobs }: Kept): readonly Diagnostic[] {
  if (jobs?.store !== 'postgres') return [];
  return tools.flatMap(({ name, mode, timeout = 0, source }): Diagnostic[] => {
    if (mode !== 'job' || timeout <= POSTGRES_RUN) return [];
    const { file, line } = source;
    const message = `${name} may take longer than 24h, after which PostgreSQL counts a job as lost`;
    const hint = 'say @timeout 24h or less, and make several jobs of it';
    return [{ code: 'job.timeout', severity: 'warning', file, line, message, hint }];
  });
}

/** Whether one Node version comes before another. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
