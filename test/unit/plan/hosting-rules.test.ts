// What a hosting kind cannot carry out is refused when generating, with the way out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTING_KINDS, type HostingKind, PROXY_KINDS } from '../../../src/config/schema.ts';
import { WrapError } from '../../../src/errors.ts';
import type { Kept } from '../../../src/plan/execution.ts';
import { hostingKinds } from '../../../src/plan/hosting/index.ts';
import { hostedName } from '../../../src/plan/hosting/name.ts';
import { refuseProxied, refuseUnshared } from '../../../src/plan/hosting/rules.ts';
import { givenVariables } from '../../../src/plan/hosting/variables.ts';
import { PLATFORMS, samplePlan, sharedJobs, withJobs } from '../render-views/plan.ts';

const NOTHING: Kept = {};
const SQLITE: Kept = { jobs: withJobs.jobs, files: withJobs.files };
const SHARED: Kept = { jobs: sharedJobs.jobs, files: sharedJobs.files };
const ALONE = HOSTING_KINDS.filter((kind) => !PLATFORMS.includes(kind));

/** `plan.hosting`, then the message and its hint; undefined when nothing is refused. */
function refusal(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof WrapError)) throw error;
    return `${error.code}: ${error.message}\n${error.hint}`;
  }
}

const unshared = (kind: HostingKind, kept: Kept, replicas?: number) =>
  refusal(() =>
    refuseUnshared({ kind, proxy: 'none', ...(replicas !== undefined && { replicas }) }, kept),
  );

describe('the replica rule', () => {
  it.each(ALONE)('%s serves one', (kind) => {
    expect(unshared(kind, SQLITE)).toBeUndefined();
    expect(unshared(kind, SHARED, 1)).toBeUndefined();
    expect(unshared(kind, SHARED, 3)).toMatch(
      /^plan\.hosting: hosting "\w+" runs one server, not 3\n.*kubernetes/,
    );
  });

  it.each(PLATFORMS)('%s: several share PostgreSQL and S3', (kind) => {
    expect(unshared(kind, NOTHING, 3)).toBeUndefined();
    expect(unshared(kind, SHARED, 3)).toBeUndefined();
    expect(unshared(kind, SQLITE, 2)).toMatch(
      /jobs in SQLite and files in a folder\nsay "stores": \{ "jobs": "postgres", "files": "s3" \}/,
    );
    expect(unshared(kind, { files: { store: 'folder' } }, 2)).toMatch(
      /keeps files in a folder\nsay "stores": \{ "files": "s3" \}/,
    );
    expect(unshared(kind, { ...SHARED, jobs: withJobs.jobs }, 2)).toMatch(
      /keeps jobs in SQLite\nsay "stores": \{ "jobs": "postgres" \}/,
    );
  });

  it.each(PLATFORMS.filter((kind) => kind !== 'cloud-run'))('%s: one has its disk', (kind) => {
    expect(unshared(kind, SQLITE)).toBeUndefined();
  });

  it('Cloud Run has no disk, however few there are', () => {
    expect(unshared('cloud-run', NOTHING)).toBeUndefined();
    expect(unshared('cloud-run', SHARED)).toBeUndefined();
    expect(unshared('cloud-run', SQLITE)).toMatch(
      /^plan\.hosting: hosting "cloud-run" has no disk that outlives the server.*jobs in SQLite.*\n.*where there is none yet: generate with --hosting none/,
    );
  });
});

it.each(HOSTING_KINDS)('%s: a proxy has its place, or is refused', (kind) => {
  for (const proxy of PROXY_KINDS) {
    const message = refusal(() => refuseProxied({ kind, proxy }));
    if (proxy === 'none' || !PLATFORMS.includes(kind)) expect(message).toBeUndefined();
    else expect(message).toMatch(new RegExp(`no place for proxy "${proxy}".*\\n.*--proxy none`));
  }
});

it.each(PLATFORMS)('%s builds an image and says who ends TLS', (kind) => {
  expect(hostingKinds[kind].image).toBe(true);
  expect(hostingKinds[kind].platform?.edge).not.toBe('');
});

describe('names on platforms', () => {
  it('are labels of the DNS, whatever the server is called', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const name = hostedName(text);
        expect(name).toMatch(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/);
        expect(name.length).toBeLessThanOrEqual(49);
        expect(hostedName(name)).toBe(name);
      }),
    );
  });

  it.each([
    ['@scope/field-notes', 'scope-field-notes'],
    ['Größe.JSON', 'gr-e-json'],
    ['7zip', 'mcp-7zip'],
    ['---', 'server'],
    [`${'a'.repeat(48)}-${'b'.repeat(150)}`, 'a'.repeat(48)],
  ])('%s is %s', (name, hosted) => {
    expect(hostedName(name)).toBe(hosted);
  });
});

describe('what has to be given there', () => {
  it('is the credential alone where nothing is kept', () => {
    expect(givenVariables(samplePlan(undefined, { env: [] }))).toEqual({
      required: ['MCP_BEARER_TOKEN'],
      optional: [],
    });
  });

  it('is where things lie, and the key of links, where servers share', () => {
    const { required, optional } = givenVariables(
      samplePlan(undefined, { ...sharedJobs, env: [] }),
    );
    expect(required).toEqual([
      'MCP_BEARER_TOKEN',
      ...['JOBS_URL', 'FILES_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'],
      'FILES_SIGNING_KEY',
    ]);
    expect(optional).toEqual(['AWS_ENDPOINT_URL_S3']);
  });

  it('is what the wrapped code reads, but for settings of the server and names that are none', () => {
    const read = (name: string, required: boolean) => ({ name, required, file: 'a.ts', line: 1 });
    const env = [
      read('API_KEY', true),
      read('THEME', false),
      ...['MCP_PORT', 'PORT', 'DATA_DIR', 'NODE_ENV', 'LOG_LEVEL', 'A B'].map((name) =>
        read(name, true),
      ),
    ];
    expect(givenVariables(samplePlan(undefined, { ...withJobs, env }))).toEqual({
      required: ['MCP_BEARER_TOKEN', 'API_KEY', 'FILES_SIGNING_KEY'],
      optional: ['THEME'],
    });
  });
});
