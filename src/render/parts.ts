// What only some projects have: parts of the runtime by the tools, folders by the answers.
import type { Delivery } from '../model/module.js';
import { hasRare } from '../model/walk.js';
import { authKinds } from '../plan/auth/index.js';
import { hostingKinds } from '../plan/hosting/index.js';
import { proxyKinds } from '../plan/proxy/index.js';
import type { PlannedTool, ServerPlan } from '../plan/server.js';
import { hostingView } from './hosting-view.js';
import { folders, type Origin } from './origins.js';
import { platformView } from './platform-view.js';
import { proxyView } from './proxy-view.js';
import { bringsSchema, isOverloaded, isToolObject, trimsArguments } from './tool-traits.js';

/** What the runtime has for tools that only some servers have. */
export const runtimeParts = {
  'callers.ts': ({ rules }: ServerPlan) => rules.callers !== undefined,
  'given.ts': ({ tools }: ServerPlan) => tools.some(trimsArguments),
  'instances.ts': ({ tools }: ServerPlan) => tools.some(({ call }) => call.on !== undefined),
  'iterables.ts': delivers('items', 'last'),
  'outcomes.ts': delivers('outcome'),
  'overloads.ts': ({ tools }: ServerPlan) => tools.some(isOverloaded),
  'rare-values.ts': ({ tools }: ServerPlan) => tools.some(hasRareValues),
  'schemas.ts': ({ tools }: ServerPlan) => tools.some(bringsSchema),
  'scopes.ts': ({ rules }: ServerPlan) => rules.scopes !== undefined,
  'steps.ts': delivers('items', 'last', 'text', 'bytes'),
  'streams.ts': delivers('text', 'bytes'),
  'tool-objects.ts': ({ tools }: ServerPlan) => tools.some(isToolObject),
};

function hasRareValues({ input, output, definitions, signatures = [] }: PlannedTool): boolean {
  const shapes = [{ input, output }, ...signatures].flatMap((one) => [one.input, one.output ?? []]);
  return [...shapes.flat(), ...Object.values(definitions)].some(hasRare);
}

function delivers(...kinds: readonly Delivery['kind'][]): (plan: ServerPlan) => boolean {
  return ({ tools }) =>
    tools.some(({ delivery, signatures = [] }) =>
      [delivery, ...signatures.map((one) => one.delivery)].some(
        (each) => each !== undefined && kinds.includes(each.kind),
      ),
    );
}

export function authFolder(part: 'src/runtime' | 'scripts' | 'test'): Origin {
  return folders(({ auth }) => authKinds[auth].templates.map((from) => `${from}/${part}`));
}

/** What every server with files has, and the places that they may be kept in. */
export function fileFolders(): Origin {
  const origin = folders(({ files }) =>
    files === undefined
      ? []
      : ['files', `files-${files.store}`].map((part) => `${part}/src/runtime/files`),
  );
  return { ...origin, only: { 'named.ts': ({ rules }) => rules.callers !== undefined } };
}

const EXECUTIONS = { thread: 'jobs-threads', none: 'jobs-inline' } as const;
const JOB_STORES = { sqlite: 'jobs-embedded', postgres: 'jobs-postgres' } as const;

/** What every server with jobs has, how they are run, and what keeps them. */
export function jobFolders(): Origin {
  return folders(({ jobs }) =>
    jobs === undefined
      ? []
      : ['jobs', EXECUTIONS[jobs.isolate], JOB_STORES[jobs.store]].map(
          (part) => `${part}/src/runtime/jobs`,
        ),
  );
}

/** Whether jobs can be run by processes without HTTP. */
export function hasWorker({ jobs }: ServerPlan): boolean {
  return jobs?.store === 'postgres';
}

export function hostingFolders(): Origin {
  const from = (plan: ServerPlan) => [
    ...hostingKinds[plan.hosting].templates(plan),
    ...proxyKinds[plan.proxy].templates(plan.hosting),
  ];
  const partials = {
    composeSandbox: 'partials/compose-sandbox.hbs',
    sandbox: 'partials/systemd-sandbox.hbs',
    podSettings: 'partials/kubernetes-pod.hbs',
    environment: 'partials/kubernetes-environment.hbs',
    confinement: 'partials/kubernetes-confinement.hbs',
  };
  const view = (plan: ServerPlan) => ({
    ...hostingView(plan),
    ...proxyView(plan),
    ...platformView(plan),
  });
  return { kind: 'folders', from, view, partials };
}

export function hasAuthScripts({ auth }: ServerPlan): boolean {
  return Object.keys(authKinds[auth].scripts).length > 0;
}
