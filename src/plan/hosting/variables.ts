// What a platform has to be told of: values that no file of the project holds.
import { authKinds } from '../auth/index.js';
import { keptVariables, serverVariables, toolVariables } from '../environment.js';
import type { ServerPlan } from '../server.js';

/** Names of variables, those the server needs and those it goes on without. */
export interface GivenVariables {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

type Plan = Pick<ServerPlan, 'auth' | 'jobs' | 'files' | 'env' | 'tools'>;

/** Set by the image, by the platform or by the files of the hosting kind. */
const SET_ALREADY = ['NODE_ENV', 'HOST', 'PORT', 'MCP_SESSIONS', 'DRAIN_SECONDS'];

/** All of them are kept as secrets: nothing says which of the values may be read by whom. */
export function givenVariables(plan: Plan): GivenVariables {
  const { variables } = authKinds[plan.auth];
  const known = new Set([
    ...[...variables, ...serverVariables, ...keptVariables(plan)].map(({ name }) => name),
    ...SET_ALREADY,
  ]);
  const all = [...variables, ...toolVariables(plan).filter(({ name }) => !known.has(name))];
  const names = (isRequired: boolean) =>
    all.filter(({ required }) => required === isRequired).map(({ name }) => name);
  return {
    required: [...names(true), ...storeVariables(plan)],
    optional: [...names(false), ...(plan.files?.store === 's3' ? ['AWS_ENDPOINT_URL_S3'] : [])],
  };
}

/** Where nothing lies on a disk, these say where it lies; links outlive a process by their key. */
function storeVariables({ jobs, files }: Plan): readonly string[] {
  return [
    ...(jobs?.store === 'postgres' ? ['JOBS_URL'] : []),
    ...(files?.store === 's3'
      ? ['FILES_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']
      : []),
    ...(files === undefined ? [] : ['FILES_SIGNING_KEY']),
  ];
}
