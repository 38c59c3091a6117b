// What the templates of the platforms are shown: names, sizes, stores, and what has to be given there.
import { isIngress } from '../plan/hosting/kubernetes.js';
import { hostedName } from '../plan/hosting/name.js';
import { hasDisk, hasWorkers } from '../plan/hosting/stores.js';
import { givenVariables } from '../plan/hosting/variables.js';
import type { ServerPlan } from '../plan/server.js';
import { below, imagePaths, joined } from './image-paths.js';

/** Manifests, fly.toml, render.yaml, the definition of a Cloud Run service, and what the README says of them. */
export function platformView(plan: ServerPlan): object {
  const { replicas, publicUrl, jobs, files, layout } = plan;
  const paths = imagePaths(layout);
  const hosted = hostedName(plan.name);
  const large = jobs?.isolate === 'thread';
  const { required, optional } = givenVariables(plan);
  const renderSecrets = [...required, ...optional].filter((name) => !RENDER_MAKES.includes(name));
  return {
    hosted,
    replicas,
    shared: replicas > 1,
    disk: hasDisk(plan),
    workers: hasWorkers(plan),
    postgresJobs: jobs?.store === 'postgres',
    keepsFiles: files !== undefined,
    baseUrl: publicUrl ?? '',
    flyUrl: publicUrl ?? `https://${hosted}.fly.dev`,
    ingressHost: isIngress(publicUrl) ? new URL(publicUrl).hostname : '',
    otherIngress: publicUrl !== undefined && !isIngress(publicUrl),
    secrets: required,
    options: optional,
    secretNames: required.join(' '),
    renderSecrets,
    renderNames: renderSecrets.join(' '),
    size: large ? LARGE : SMALL,
    flyConfig: below(paths.server, 'fly.toml'),
    repository: {
      dockerfile: below(layout.fromRepository, 'Dockerfile'),
      context: joined(layout.fromRepository, paths.context),
      root: upwards(layout.fromRepository),
      blueprint: below(layout.fromRepository, 'render.yaml'),
    },
  };
}

/** What a Blueprint fills in itself. */
const RENDER_MAKES: readonly string[] = ['JOBS_URL', 'FILES_SIGNING_KEY'];

/** A job's thread has JOB_MEMORY_MB (512) of its own, and two run at once. */
const LARGE = { memory: '1536Mi', request: '512Mi', fly: '1536mb', render: 'standard' };
const SMALL = { memory: '512Mi', request: '192Mi', fly: '512mb', render: 'starter' };

/** The way from a folder of the repository to its root. */
function upwards(folder: string): string {
  return folder === '.' ? '.' : folder.replace(/[^/]+/g, '..');
}
