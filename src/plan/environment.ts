// Environment variables as generated files speak of them.
import type { FilePlan, Kept } from './execution.js';
import type { ServerPlan } from './server.js';

export interface EnvVariable {
  readonly name: string;
  /** One sentence for .env.example. */
  readonly description: string;
  /** What .env.example shows; empty for what has to be filled in. */
  readonly value: string;
  /** The server does not start, or a tool does not work, without it. */
  readonly required: boolean;
}

/** Settings of every server that an owner is likely to touch; all of them stand in the README. */
export const serverVariables: readonly EnvVariable[] = [
  optional('MCP_PORT', 'Port on this machine; 0 takes any free one', '8900'),
  optional(
    'MCP_HOST',
    'Address to listen on; anything but loopback is reachable from outside',
    '127.0.0.1',
  ),
  optional(
    'PUBLIC_BASE_URL',
    'What clients see, without /mcp; its host is then accepted',
    'https://mcp.example.com',
  ),
  optional('ALLOWED_HOSTS', 'Further host names that requests may name, separated by commas', ''),
  optional('ALLOWED_ORIGINS', 'Origins of browser pages that may call, separated by commas', ''),
  optional('TOOL_TIMEOUT', 'The longest a tool may take', '60s'),
  optional('MAX_RESULT_BYTES', 'The largest result a tool may give', '1 MiB'),
  optional('DRAIN_SECONDS', 'How long what runs may take to end when the server is stopped', '25'),
  optional(
    'CONNECT_PAGE',
    'on shows everybody who opens / what there is and how to connect; dev, for loopback, lets them try it',
    'off',
  ),
  optional('LOG_LEVEL', 'fatal, error, warn, info, debug or trace', 'info'),
];

/** What a server with files has beside them. */
const fileVariables: readonly EnvVariable[] = [
  optional(
    'FILES_SIGNING_KEY',
    'Signs links to files, at least 32 random characters; without it links end with the process',
    '',
  ),
  optional('FILES_LINK_TTL', 'How long a link to a file works', '10m'),
  optional('JOB_TTL', 'How long files are kept, and jobs with their results', '24h'),
];

const dataDir = optional('DATA_DIR', 'Folder of what the server keeps', './data');

const filesUrl: Readonly<Record<FilePlan['store'], EnvVariable>> = {
  folder: optional('FILES_URL', 'Where files are kept; file:DATA_DIR/files unless set', ''),
  s3: optional('FILES_URL', 's3://bucket/prefix; file:DATA_DIR/files unless set', ''),
};

/** What S3 takes, by the names that its tools have for it. */
const s3Variables: readonly EnvVariable[] = [
  optional('AWS_ACCESS_KEY_ID', 'For FILES_URL=s3://bucket/prefix', ''),
  optional('AWS_SECRET_ACCESS_KEY', 'For FILES_URL=s3://bucket/prefix', ''),
  optional('AWS_SESSION_TOKEN', 'For FILES_URL=s3://bucket/prefix, where there is one', ''),
  optional('AWS_REGION', 'For FILES_URL=s3://bucket/prefix', 'us-east-1'),
  optional(
    'AWS_ENDPOINT_URL_S3',
    'Of an S3 service other than that of AWS; clients fetch files from there',
    '',
  ),
];

/** What a server with jobs has beside them. */
const jobVariables: readonly EnvVariable[] = [
  optional('JOBS_CONCURRENCY', 'How many jobs run at once', '2'),
  optional('JOBS_MAX_QUEUED', 'How many jobs may wait; more are refused', '1000'),
  optional('JOB_TIMEOUT', 'The longest a job may take', '15m'),
  optional('JOB_RESULT_MAX', 'A larger result becomes a file', '1 MiB'),
];

const memoryVariable = optional(
  'JOB_MEMORY_MB',
  'The memory that the values of a job may take, in MB; Buffers and programs it starts are not counted',
  '512',
);

const jobsUrl = optional('JOBS_URL', 'Where jobs are kept; sqlite:DATA_DIR/jobs.db unless set', '');
const sharedJobsUrl = optional(
  'JOBS_URL',
  'postgres://user:password@host/database, the same for all servers; sqlite:DATA_DIR/jobs.db unless set',
  '',
);

/** What what was chosen reads, beside what every server does. */
export function keptVariables({ jobs, files }: Kept): readonly EnvVariable[] {
  return [
    ...(files === undefined ? [] : [dataDir, filesUrl[files.store], ...fileVariables]),
    ...(files?.store === 's3' ? s3Variables : []),
    ...(jobs === undefined ? [] : [jobs.store === 'postgres' ? sharedJobsUrl : jobsUrl]),
    ...(jobs === undefined ? [] : jobVariables),
    ...(jobs?.isolate === 'thread' ? [memoryVariable] : []),
  ];
}

/** Names that may stand in .env files, Compose files and shells; anything else is left to the owner. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function optional(name: string, description: string, value: string): EnvVariable {
  return { name, description, value, required: false };
}

/** What the wrapped code reads; the server starts without it, as only the code knows when it is needed. */
export function toolVariables({ env, tools }: Pick<ServerPlan, 'env' | 'tools'>): EnvVariable[] {
  return env
    .filter(({ name }) => isVariableName(name))
    .map(({ name, required, fallback, file, line, tools: readers }) => {
      const served = readers?.filter((reader) => tools.some((tool) => tool.name === reader));
      const by = served === undefined ? 'the wrapped code' : listed(served);
      const description = `Read by ${by} (${file}:${line})`;
      return {
        name,
        description,
        value: fallback === undefined || UNWRITABLE.test(fallback) ? '' : fallback,
        required,
      };
    });
}

/** What no quoting in .env files carries. */
const UNWRITABLE = /['\r\n\0]/;

function listed(names: readonly string[]): string {
  const few = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${few} and ${names.length - 3} more` : few;
}
