// From flags, config file, prompts and proposals to one Config; what is still open is named.
import { AUTH_KINDS, HOSTING_KINDS, PROXY_KINDS } from '../config/kinds.js';
import type { Answers, Config, PackageManager } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { ModuleModel, ToolModel } from '../model/module.js';
import { chooseTools } from '../plan/choice.js';
import { isPlatform } from '../plan/hosting/index.js';
import type { Flags } from './flags.js';

/** A decision nobody has taken yet: the flag that takes it and what it decides. */
export type Question = 'tools' | 'job' | 'auth' | 'hosting' | 'proxy';

export function flagAnswers(flags: Flags): Answers {
  const { name, tools, exclude, includeDangerous, job, auth, hosting, proxy } = flags;
  const { publicUrl, files, pm, agents } = flags;
  return {
    ...(name !== undefined && { name }),
    ...(tools !== undefined && { only: tools }),
    ...(exclude !== undefined && { exclude }),
    ...(includeDangerous !== undefined && { includeDangerous }),
    ...(job !== undefined && { job }),
    ...(auth !== undefined && { auth }),
    ...(hosting !== undefined && { hosting }),
    ...(proxy !== undefined && { proxy }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(files !== undefined && { files }),
    ...(pm !== undefined && { packageManager: pm }),
    ...(agents !== undefined && { agents }),
  };
}

/** What has to be asked before a first generation, in the order of asking. */
export function openQuestions(answers: Answers, model: ModuleModel): readonly Question[] {
  const { only, exclude, includeDangerous, job, auth, hosting, proxy } = answers;
  const open: Question[] = [];
  if (!only && !exclude && !includeDangerous) open.push('tools');
  if (!job && jobCandidates(answers, model).length > 0) open.push('job');
  if (!auth) open.push('auth');
  if (!hosting) open.push('hosting');
  if (!proxy && !isPlatform(hosting)) open.push('proxy');
  return open;
}

/** The served tools with evidence for running as a job. */
export function jobCandidates(answers: Answers, model: ModuleModel): readonly ToolModel[] {
  const chosen = chooseTools({ tools: toolAnswers(answers) }, model);
  return chosen.filter((tool) => tool.mode === 'job');
}

/** @returns the WrapError that names every missing flag, what it decides and what is proposed. */
export function undecided(open: readonly Question[], model: ModuleModel): WrapError {
  const lines = open.map((question) => `  ${describe(question, model)}`);
  const count = open.length === 1 ? '1 decision is' : `${open.length} decisions are`;
  return new WrapError(
    'usage.undecided',
    [`${count} open and there is no terminal to ask on:`, ...lines].join('\n'),
    { hint: 'give the flags, or take the safe proposals with --yes' },
  );
}

function describe(question: Question, model: ModuleModel): string {
  const included = model.tools.filter((tool) => tool.proposal.include);
  const leftOut = model.tools.filter((tool) => !tool.proposal.include);
  switch (question) {
    case 'tools':
      return [
        '--tools (or --exclude, --include-dangerous): which exports become tools;',
        `proposed: ${exportNames(included)}; left out: ${exportNames(leftOut)}`,
      ].join(' ');
    case 'job': {
      const slow = model.tools.filter((tool) => tool.mode === 'job');
      return `--job: which tools run as jobs ("" for none); proposed: ${exportNames(slow)}`;
    }
    case 'auth':
      return `--auth: who may call (${AUTH_KINDS.join(', ')}); proposed: bearer`;
    case 'hosting':
      return `--hosting: where the server runs (${HOSTING_KINDS.join(', ')}); proposed: docker`;
    case 'proxy':
      return `--proxy: what stands in front of it (${PROXY_KINDS.join(', ')}); proposed: none`;
  }
}

function exportNames(tools: readonly ToolModel[]): string {
  return tools.map((tool) => tool.source.export).join(', ') || 'nothing';
}

/** The safe proposals: nothing is open to the world, nothing left out by default comes in. */
export function proposals(answers: Answers): Answers {
  return {
    auth: 'bearer',
    hosting: answers.auth === 'none' ? 'none' : 'docker',
    proxy: 'none',
    ...answers,
  };
}

export interface Settled {
  readonly answers: Answers;
  /** What a config file said before. */
  readonly previous: Config | undefined;
  /** As the config records it. */
  readonly source: Pick<Config, 'source' | 'installedIn'>;
  /** Used when neither answers nor config name the server. */
  readonly name: string;
  readonly packageManager: PackageManager;
  readonly model: ModuleModel;
}

/** Answers win over the config they are asked for; what neither says is the default. */
export async function settleConfig(settled: Settled): Promise<Config> {
  const { answers, previous, source, name, packageManager, model } = settled;
  const { configSchema, CONFIG_VERSION } = await import('../config/schema.js');
  const publicUrl = answers.publicUrl ?? previous?.hosting.publicUrl;
  const agents = answers.agents ?? previous?.agents;
  const { installedIn: _before, ...kept } = previous ?? {};
  return configSchema.parse({
    ...kept,
    version: CONFIG_VERSION,
    name: answers.name ?? previous?.name ?? name,
    ...source,
    tools: { ...previous?.tools, ...toolAnswers(answers, previous), ...jobAnswers(answers, model) },
    auth: { ...previous?.auth, kind: answers.auth ?? previous?.auth.kind },
    hosting: {
      ...previous?.hosting,
      kind: answers.hosting ?? previous?.hosting.kind,
      proxy: answers.proxy ?? previous?.hosting.proxy,
      ...(publicUrl !== undefined && { publicUrl }),
    },
    files: answers.files ?? previous?.files ?? false,
    packageManager: answers.packageManager ?? previous?.packageManager ?? packageManager,
    ...(agents !== undefined && { agents }),
  });
}

/** A tool named in a flag comes in, whatever the config said of it before. */
function toolAnswers(answers: Answers, previous?: Config): Config['tools'] {
  const before = previous?.tools;
  const { includeDangerous = [] } = answers;
  const only = answers.only ?? (before?.only && [...before.only, ...includeDangerous]);
  const wanted = new Set([...(answers.only ?? []), ...includeDangerous]);
  const excluded = before?.exclude.filter((name) => !wanted.has(name)) ?? [];
  return {
    ...(only !== undefined && { only: [...new Set(only)] }),
    exclude: [...(answers.exclude ?? excluded)],
    includeDangerous: [...(answers.includeDangerous ?? before?.includeDangerous ?? [])],
    job: [...(answers.job ?? before?.job ?? [])],
    sync: [...(before?.sync ?? [])],
  };
}

/** Saying which tools are jobs also says of the other candidates that they are none. */
function jobAnswers(answers: Answers, model: ModuleModel): Partial<Config['tools']> {
  const { job } = answers;
  if (!job) return {};
  const sync = model.tools.filter(
    (tool) => tool.mode === 'job' && !job.includes(tool.name) && !job.includes(tool.source.export),
  );
  return { sync: sync.map((tool) => tool.source.export) };
}
