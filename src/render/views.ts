// What templates are shown: one flat view per kind of file, in which everything is decided already.

import type { PropertyNode } from '../model/schema.js';
import { authKinds } from '../plan/auth/index.js';
import {
  type EnvVariable,
  isVariableName,
  serverVariables,
  toolVariables,
} from '../plan/environment.js';
import { planHandOff } from '../plan/handoff.js';
import { REGENERATE } from '../plan/package-json.js';
import { managerOf, packageManagers } from '../plan/package-managers.js';
import type { PlannedTool, ServerPlan } from '../plan/server.js';
import { imagePaths } from './image-paths.js';

/** scripts/source.gen.json: what the build has to know of the wrapped package, relative to the project. */
export function sourceView({ layout }: ServerPlan): object {
  const { packageDir, packageName } = layout;
  return { packageDir, ...(packageName !== undefined && { packageName }) };
}

export function envView(plan: ServerPlan): object {
  const own = [...authKinds[plan.auth].variables, ...serverVariables];
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

/** Dockerfile, Dockerfile.dockerignore and compose.yaml. */
export function hostingView(plan: ServerPlan): object {
  const paths = imagePaths(plan.layout);
  const manager = packageManagers[plan.packageManager];
  const theirs = managerOf(plan.layout.packageLock);
  return {
    image: dashed(plan.name),
    context: paths.context,
    dockerfile: below(paths.server, 'Dockerfile'),
    server: copied(paths.server, ['package.json', manager.lockfile]),
    package: copied(paths.package, packageManifests(plan)),
    sources: [
      ...paths.sources.map((source) => copyOf(paths.package, source)),
      ...['tsconfig.json', 'scripts', 'src'].map((file) => copyOf(paths.server, file)),
    ],
    ci: manager.ci,
    cache: manager.cache,
    prune: manager.prune,
    lockfile: manager.lockfile,
    packageCi: theirs.ciProduction,
    packageCache: theirs.cache,
    ...composeVariables(plan),
  };
}

/** tsconfig files of the package go along: aliases are read from them. */
function packageManifests({ layout }: ServerPlan): readonly string[] {
  const hasConfig = layout.tsconfig?.startsWith(`${layout.packageDir}/tsconfig`) === true;
  return [
    'package.json',
    ...(layout.packageLock === undefined ? [] : [layout.packageLock]),
    ...(hasConfig ? ['tsconfig*.json'] : []),
  ];
}

/** A package of the context: its folder in the image, and what its installation needs. */
function copied(folder: string, files: readonly string[]): object {
  return {
    workdir: folder === '.' ? '/app' : `/app/${folder}`,
    dist: below(folder, 'dist'),
    data: below(folder, 'data'),
    manifests: files.map((file) => below(folder, file)),
  };
}

/** A COPY line of a file or folder to its own place below /app. */
function copyOf(folder: string, file: string): object {
  const from = below(folder, file);
  return { from, to: from === '.' ? '/app/' : `/app/${from}` };
}

/** Compose refuses to start without the first; the others reach the server only where they are set. */
function composeVariables(plan: ServerPlan): object {
  const { variables } = authKinds[plan.auth];
  const required = variables.filter((variable) => variable.required).map(({ name }) => name);
  const passed = [
    'PUBLIC_BASE_URL',
    'ALLOWED_HOSTS',
    'ALLOWED_ORIGINS',
    'LOG_LEVEL',
    ...plan.env.map(({ name }) => name),
  ];
  return {
    required: required.map((name) => ({ name, reference: `\${${name}:?set it in .env}` })),
    passed: [...new Set(passed)].filter((name) => isVariableName(name) && !required.includes(name)),
  };
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
            folder: joined(layout.fromRepository, layout.packageDir),
            ci: managerOf(layout.packageLock).ci,
          },
        ]
      : [],
    ci: manager.ci,
    run: manager.run,
    image: hosting === 'docker' ? dashed(plan.name) : '',
    context: imagePaths(layout).context,
  };
}

/** `a/b` and `../c` is `a/c`. */
function joined(folder: string, path: string): string {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/') || '.';
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
    context: imagePaths(layout).context,
    image: dashed(plan.name),
    variables: toolVariables(plan).map((variable) => ({
      ...variable,
      instead: insteadOf(variable),
    })),
  };
}

function insteadOf({ required, value }: EnvVariable): string {
  if (required) return 'the wrapped code needs it';
  return value === '' ? 'the wrapped code goes on without it' : `${value} where it is not set`;
}

/** handoff/TOOLS.md */
export function toolsView(plan: ServerPlan): object {
  return {
    name: plan.name,
    source: plan.layout.sourceLabel,
    regenerate: REGENERATE,
    url: planHandOff(plan).url,
    tools: plan.tools.map((tool) => ({
      name: tool.name,
      inputs: tool.input.properties.map(inputLabel).join(', ') || 'none',
      effect: effectOf(tool),
      summary: firstParagraph(tool.description ?? tool.title ?? ''),
    })),
  };
}

function inputLabel({ name, optional }: PropertyNode): string {
  return optional ? `${name}?` : name;
}

function effectOf({ annotations }: PlannedTool): string {
  if (annotations.readOnlyHint === true) return 'reads';
  return annotations.destructiveHint === true ? 'destroys' : '';
}

function firstParagraph(text: string): string {
  return (text.split(/\r?\n\s*\r?\n/, 1)[0] ?? '').replace(/\s+/g, ' ').trim();
}

function below(folder: string, file: string): string {
  if (folder === '.') return file;
  return file === '.' ? folder : `${folder}/${file}`;
}

/** What Docker and Compose take as a name. */
function dashed(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'server'
  );
}
