// The four decisions, one question at a time; only what nobody has answered yet is asked.
import { AUTH_KINDS, HOSTING_KINDS, PROXY_KINDS } from '../config/kinds.js';
import { normalUrl, urlProblem } from '../config/public-url.js';
import type { Answers, AuthKind, Config, HostingKind, ProxyKind } from '../config/schema.js';
import type { ModuleModel, ToolModel } from '../model/module.js';
import { authKinds } from '../plan/auth/index.js';
import { hostingKinds, isPlatform } from '../plan/hosting/index.js';
import { proxyKinds } from '../plan/proxy/index.js';
import { hostProblem } from '../plan/proxy/public-host.js';
import type { Change } from '../tree/file-tree.js';
import { jobCandidates, type Question } from './answers.js';
import type { Choice, Prompter } from './prompter.js';
import { inputText, oneLine, wrapList } from './text.js';

/** Asks what is open, in order; what was answered before shapes the later questions. */
export async function interview(
  prompter: Prompter,
  open: readonly Question[],
  known: { readonly answers: Answers; readonly model: ModuleModel },
): Promise<Answers> {
  const { model } = known;
  let answers = known.answers;
  if (open.includes('tools')) answers = { ...answers, ...(await askTools(prompter, model)) };
  const candidates = jobCandidates(answers, model);
  if (!answers.job && candidates.length > 0) {
    answers = { ...answers, job: await askJobs(prompter, candidates) };
  }
  if (open.includes('auth')) answers = { ...answers, auth: await askAuth(prompter) };
  if (open.includes('hosting')) {
    answers = { ...answers, hosting: await askHosting(prompter, answers) };
  }
  if (open.includes('proxy')) answers = { ...answers, proxy: await askProxy(prompter, answers) };
  const local = answers.auth === 'none' || answers.publicUrl !== undefined;
  if (local || !(open.includes('hosting') || isProxied(answers))) return answers;
  const publicUrl = await askPublicUrl(prompter, answers);
  return publicUrl === '' ? answers : { ...answers, publicUrl: normalUrl(publicUrl) };
}

/** The answer is kept as the difference to the proposal, so that a new export is proposed afresh. */
async function askTools(prompter: Prompter, { tools }: ModuleModel): Promise<Answers> {
  const picked = await prompter.checkbox('Which exports become tools?', tools.map(toolChoice), {
    mayBeEmpty: false,
  });
  const proposed = (tool: ToolModel) => tool.proposal.include;
  const isPicked = (tool: ToolModel) => picked.includes(tool.source.export);
  const names = (some: readonly ToolModel[]) => some.map((tool) => tool.source.export);
  return {
    exclude: names(tools.filter((tool) => proposed(tool) && !isPicked(tool))),
    includeDangerous: names(tools.filter((tool) => !proposed(tool) && isPicked(tool))),
  };
}

function toolChoice(tool: ToolModel): Choice<string> {
  const { include, reasons } = tool.proposal;
  const why = reasons.length > 0 ? reasons.join('; ') : 'takes and returns plain data';
  return {
    value: tool.source.export,
    name: `${tool.source.export}${inputText(tool.input)}${include ? '' : ' - left out'}`,
    description: oneLine(`${include ? 'proposed' : 'left out'}: ${why}. ${tool.description ?? ''}`),
    checked: include,
  };
}

function askJobs(prompter: Prompter, candidates: readonly ToolModel[]): Promise<readonly string[]> {
  const asJob = candidates.map(({ source, description = '', proposal }) => ({
    value: source.export,
    name: source.export,
    description: oneLine(`${jobReason(proposal)}. ${description}`),
    checked: true,
  }));
  return prompter.checkbox(
    'Which run as jobs (start, status, result)? The caller waits for the others.',
    asJob,
    { mayBeEmpty: true },
  );
}

/** `proposed as a job: it reports progress`. */
function jobReason({ evidence = [] }: ToolModel['proposal']): string {
  const reason = evidence.find((one) => one.startsWith('job: ')) ?? 'job: it may take long';
  return `proposed as a ${reason}`;
}

function askAuth(prompter: Prompter): Promise<AuthKind> {
  return prompter.select('Auth: who may call?', choices(AUTH_KINDS, authKinds), 'bearer');
}

/** Without auth nothing may publish the server; platforms have no place for a proxy that was chosen before. */
async function askHosting(prompter: Prompter, answers: Answers): Promise<HostingKind> {
  if (answers.auth === 'none') return 'none';
  const fitting = HOSTING_KINDS.filter((kind) => !isProxied(answers) || !isPlatform(kind));
  const offered = choices(fitting, hostingKinds);
  return prompter.select('Hosting: where does it run?', offered, 'docker');
}

/** Without auth nothing may stand in front, and platforms end TLS themselves. */
async function askProxy(prompter: Prompter, { auth, hosting }: Answers): Promise<ProxyKind> {
  if (auth === 'none' || isPlatform(hosting)) return 'none';
  const offered = choices(PROXY_KINDS, proxyKinds);
  return prompter.select('Proxy: what stands in front?', offered, 'none');
}

/** A proxy has to know the name it answers to. */
function askPublicUrl(prompter: Prompter, answers: Answers): Promise<string> {
  return isProxied(answers)
    ? prompter.input({
        message: 'Public URL, without /mcp:',
        check: (text) => urlProblem(text) ?? hostProblem(text),
      })
    : prompter.input({
        message: 'Public URL, without /mcp (leave empty when there is none yet):',
        check: (text) => (text === '' ? undefined : urlProblem(text)),
      });
}

function isProxied({ proxy = 'none' }: Answers): boolean {
  return proxy !== 'none';
}

function choices<K extends string>(
  kinds: readonly K[],
  registry: { readonly [P in K]: { readonly description: string } },
): readonly Choice<K>[] {
  return kinds.map((kind) => ({ value: kind, name: `${kind}: ${registry[kind].description}` }));
}

export interface LastScreen {
  readonly config: Config;
  readonly out: string;
  readonly served: readonly string[];
  readonly changes: readonly Change[];
  readonly width: number;
}

/** The answers and the files, as they stand before anything is written. */
export function summary({ config, out, served, changes, width }: LastScreen): string {
  const { auth, hosting } = config;
  const written = changes.filter(({ kind }) => kind === 'create' || kind === 'update');
  const files = foldedPaths(written.map(({ path }) => path));
  return [
    '',
    `  name     ${config.name}`,
    `  source   ${config.source}`,
    ...wrapList('  tools    ', served, width),
    `  auth     ${auth.kind}`,
    `  hosting  ${hosting.kind}${hosting.proxy === 'none' ? '' : ` behind ${hosting.proxy}`}`,
    `  URL      ${hosting.publicUrl ?? 'none yet'}`,
    ...wrapList('  files    ', files, width),
    `  folder   ${out}`,
    '',
    '',
  ].join('\n');
}

const MANY = 6;

/** Folders that hold many files are one entry: `src/runtime/ (23 files)`. */
function foldedPaths(paths: readonly string[]): readonly string[] {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  const shown = paths.map((path) => {
    const folder = folderOf(path);
    const count = counts.get(folder) ?? 0;
    return folder === '' || count <= MANY ? path : `${folder} (${count} files)`;
  });
  return [...new Set(shown)];
}
