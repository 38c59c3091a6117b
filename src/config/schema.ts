// The four decisions: what flags and prompts answer, and the shape of mcp.config.json.
import { z } from 'zod';
import {
  AUTH_KINDS,
  CONFIG_VERSION,
  FILE_STORES,
  HOSTING_KINDS,
  JOB_ISOLATION,
  JOB_STORES,
  PACKAGE_MANAGERS,
  PROXY_KINDS,
} from './kinds.js';

import { urlProblem } from './public-url.js';
import { callerRules, exportNames, scopeRules } from './rules.js';

export * from './kinds.js';

function isPublicUrl({ value, issues }: z.core.ParsePayload<string>): void {
  const message = urlProblem(value);
  if (message !== undefined) issues.push({ code: 'custom', message, input: value });
}

/** mcp.config.json: the input of every regeneration. Every key is described in the README. */
export const configSchema = z.strictObject({
  version: z.literal(CONFIG_VERSION),
  /** npm-legal name of the server and its package. */
  name: z.string().min(1),
  /** `npm:<name>`, or a module's path relative to this file, POSIX. */
  source: z.string().min(1),
  /** Of an `npm:` source: the folder that installed it, relative to this file; the one above unless given. */
  installedIn: z.string().min(1).optional(),
  tools: z
    .strictObject({
      /** When set, just these exports are tools, whatever is proposed. */
      only: exportNames.optional(),
      /** Never tools, though proposed in. */
      exclude: exportNames.default([]),
      /** Tools, though proposed out. */
      includeDangerous: exportNames.default([]),
      job: exportNames.default([]),
      sync: exportNames.default([]),
    })
    .prefault({}),
  auth: z.strictObject({
    kind: z.enum(AUTH_KINDS),
    /** Who is shown which tools; when set, a caller that is not named gets nothing. */
    callers: callerRules.optional(),
    /** Scopes that the calls of a tool need. */
    scopes: scopeRules.optional(),
  }),
  hosting: z.strictObject({
    kind: z.enum(HOSTING_KINDS),
    proxy: z.enum(PROXY_KINDS).default('none'),
    /** What clients see, without the /mcp path. */
    publicUrl: z.string().check(isPublicUrl).optional(),
    /** Servers behind one address; 1 unless given. More than one share PostgreSQL and S3. */
    replicas: z.int().min(1).max(100).optional(),
  }),
  /** Files are kept, also where no tool is seen to make one. */
  files: z.boolean().default(false),
  jobs: z.strictObject({ isolate: z.enum(JOB_ISOLATION).optional() }).optional(),
  /** What JOBS_URL and FILES_URL may name; what that takes is then part of the server. */
  stores: z
    .strictObject({
      jobs: z.enum(JOB_STORES).optional(),
      files: z.enum(FILE_STORES).optional(),
    })
    .optional(),
  /** `strict`: only errors marked `expose: true` keep their message. */
  errors: z.enum(['safe', 'strict']).default('safe'),
  packageManager: z.enum(PACKAGE_MANAGERS).default('npm'),
  /** Lowest Node version the generated project supports. */
  node: z.string().default('20.19.0'),
  agents: z.boolean().default(true),
});

export type Config = z.output<typeof configSchema>;
export type AuthKind = Config['auth']['kind'];
export type HostingKind = Config['hosting']['kind'];
export type ProxyKind = Config['hosting']['proxy'];
export type PackageManager = Config['packageManager'];

/** What flags and prompts have settled so far; what is absent is undecided. Lists name exports or tools. */
export interface Answers {
  readonly name?: string;
  readonly only?: readonly string[];
  readonly exclude?: readonly string[];
  readonly includeDangerous?: readonly string[];
  readonly job?: readonly string[];
  readonly auth?: AuthKind;
  readonly hosting?: HostingKind;
  readonly proxy?: ProxyKind;
  readonly publicUrl?: string;
  readonly files?: boolean;
  readonly packageManager?: PackageManager;
  readonly agents?: boolean;
}
