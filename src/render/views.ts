// What templates are shown: one flat view per kind of file, in which everything is decided already.

import { dashed, jobNames } from '../model/names.js';
import { authKinds } from '../plan/auth/index.js';
import {
  type EnvVariable,
  keptVariables,
  serverVariables,
  toolVariables,
} from '../plan/environment.js';
import { planHandOff } from '../plan/handoff.js';
import { hostingKinds } from '../plan/hosting/index.js';
import { REGENERATE } from '../plan/package-json.js';
import { managerOf, packageManagers } from '../plan/package-managers.js';
import { proxyKinds } from '../plan/proxy/index.js';
import { type PublishedTool, publishedTools } from '../plan/published.js';
import { hasRules } from '../plan/rules.js';
import type { ServerPlan } from '../plan/server.js';
import { copiedFolder, imagePaths, joined } from './image-paths.js';
import { platformView } from './platform-view.js';
import { proxyView } from './proxy-view.js';
import { troublesView } from './troubles-view.js';

/** src/tools.gen.json: the literal schemas that the server publishes. */
export function surfaceView({ tools }: ServerPlan): { readonly tools: readonly PublishedTool[] } {
  return { tools: publishedTools(tools) };
}

/** scripts/source.gen.json: what the build has to know, paths relative to the project. */
export function sourceView({ layout, jobs }: ServerPlan): object {
  const { packageDir, packageName } = layout;
  const programs = [
    ...(jobs?.isolate === 'thread' ? ['src/runtime/jobs/thread.ts'] : []),
    ...(jobs?.store === 'postgres' ? ['src/worker.ts'] : []),
  ];
  return {
    packageDir,
    ...(packageName !== undefined && { packageName }),
    ...(programs.length > 0 && { programs }),
  };
}

export function envView(plan: ServerPlan): object {
  const own = [
    ...authKinds[plan.auth].variables,
    ...proxyKinds[plan.proxy].variables(plan.hosting),
    ...serverVariables,
    ...keptVariables(plan),
  ];
  const known = new Set(own.map(({ name }) => name));
  const tools = toolVariables(plan).filter(({ name }) => !known.has(name));
  const all = [...own.map((variable) => overridden(variable, plan)), ...tools];
  return {
    name: plan.name,
    required: all.filter(({ required }) => required),
    optional: all.filter(({ required }) => !required),
  };
}

/** The public address that was given stands in for the example. */
function overridden(variable: EnvVariable, { publicUrl }: ServerPlan): EnvVariable {
  if (variable.name !== 'PUBLIC_BASE_URL' || publicUrl === undefined) return variable;
  return { ...variable, value: publicUrl };
}

/** Commands run in the server's folder; what the wrapped code depends on is installed in its own. */
export function ciView(plan: ServerPlan): object {
  const { layout, hosting, packageManager } = plan;
  const manager = packageManagers[packageManager];
  const isBeside = layout.packageDir !== '.';
  return {
    directory: layout.fromRepository === '.' ? '' : layout.fromRepository,
    packages: isBeside
      ? [
          {
            folder: joined(layout.fromRepository, layout.workspace?.root ?? layout.packageDir),
            ci: managerOf(layout.workspace?.lockfile ?? layout.packageLock).ci,
          },
        ]
      : [],
    ci: manager.ci + manager.alone,
    run: manager.run,
    image: hostingKinds[hosting].image ? dashed(plan.name) : '',
    context: imagePaths(layout).context,
  };
}

/** README.md and AGENTS.md. */
export function readmeView(plan: ServerPlan): object {
  const manager = packageManagers[plan.packageManager];
  const { layout } = plan;
  return {
    name: plan.name,
    source: layout.sourceLabel,
    install: manager.install,
    run: manager.run,
    lockfile: manager.lockfile,
    node: plan.node,
    regenerate: REGENERATE,
    url: planHandOff(plan).url,
    metadataUrl: metadataUrl(planHandOff(plan).url),
    ...copiedFolder(layout),
    image: dashed(plan.name),
    ...keptView(plan),
    ...rulesView(plan),
    ...troublesView(plan),
    host: proxyView(plan).host,
    ...platformView(plan),
    proxied: plan.proxy !== 'none',
    tunnel: plan.proxy === 'cloudflare-tunnel',
    docker: plan.hosting === 'docker',
    systemd: plan.hosting === 'systemd',
    manual: plan.hosting === 'none',
    workspace: layout.workspace !== undefined,
    variables: toolVariables(plan).map((variable) => ({
      ...variable,
      instead: insteadOf(variable),
    })),
  };
}

function rulesView({ auth, rules }: ServerPlan): object {
  const { callers, scopes } = rules;
  return {
    hasCallers: callers !== undefined,
    hasScopes: scopes !== undefined,
    ruled: hasRules(rules),
    callersAre: authKinds[auth].callers.are,
  };
}

/** Where a client asks who issues tokens for that endpoint (RFC 9728 §3.1). */
function metadataUrl(endpoint: string): string {
  const { origin, pathname } = new URL(endpoint);
  return `${origin}/.well-known/oauth-protected-resource${pathname}`;
}

/** The sections about jobs and files; a job stands for all of them as `x`. */
function keptView({ jobs, files }: ServerPlan): object {
  return {
    files: files !== undefined,
    s3: files?.store === 's3',
    jobs: jobs !== undefined,
    threads: jobs?.isolate === 'thread',
    postgres: jobs?.store === 'postgres',
    ...jobNames('x'),
  };
}

function insteadOf({ required, value }: EnvVariable): string {
  if (required) return 'the wrapped code needs it';
  return value === '' ? 'the wrapped code goes on without it' : `${value} where it is not set`;
}

/** handoff/TOOLS.md and handoff/llms.txt */
export function toolsView(plan: ServerPlan): object {
  const job = plan.tools.find(({ mode }) => mode === 'job');
  return {
    name: plan.name,
    source: plan.layout.sourceLabel,
    regenerate: REGENERATE,
    url: planHandOff(plan).url,
    tools: publishedTools(plan.tools).map((tool) => {
      const summary = firstParagraph(tool.description ?? tool.title ?? '');
      return {
        name: tool.name,
        inputs: inputsOf(tool),
        effect: effectOf(tool),
        summary,
        gist: gistOf(tool),
      };
    }),
    jobs: job !== undefined,
    ...(job !== undefined && jobNames(job.name)),
  };
}

/** What a tool is for, in one paragraph. */
export function gistOf(tool: PublishedTool): string {
  const { title = '', description = title } = tool;
  return firstParagraph(description) || `takes ${inputsOf(tool)}`;
}

function inputsOf({ inputSchema: { properties, required } }: PublishedTool): string {
  const needed = Array.isArray(required) ? required : [];
  const names = Object.keys(
    typeof properties === 'object' && properties !== null ? properties : {},
  );
  return names.map((name) => (needed.includes(name) ? name : `${name}?`)).join(', ') || 'none';
}

function effectOf({ annotations = {} }: PublishedTool): string {
  if (annotations.readOnlyHint === true) return 'reads';
  return annotations.destructiveHint === true ? 'destroys' : '';
}

function firstParagraph(text: string): string {
  return (text.split(/\r?\n\s*\r?\n/, 1)[0] ?? '').replace(/\s+/g, ' ').trim();
}
