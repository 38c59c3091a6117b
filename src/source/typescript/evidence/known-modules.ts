// What modules known by name do when they are called: Node's own and those that many packages use.

/** `files`, `deletes`, `processes`, … are judged per call; `pure` ones do nothing but compute. */
export type ModuleKind =
  | 'files'
  | 'deletes'
  | 'processes'
  | 'code'
  | 'network'
  | 'database'
  | 'chance'
  | 'pure';

const KINDS: Readonly<Record<ModuleKind, string>> = {
  files: 'fs fs/promises fs-extra graceful-fs jsonfile write-file-atomic',
  deletes: 'rimraf del trash',
  processes:
    'child_process cluster worker_threads execa cross-spawn shelljs zx node-pty nano-spawn tinyexec sudo-prompt',
  code: 'vm v8 inspector inspector/promises repl wasi isolated-vm vm2 node-eval require-from-string import-fresh jiti tsx/cjs/api',
  network: [
    'http https http2 net tls dgram dns dns/promises undici axios got node-fetch cross-fetch ky ws superagent needle',
    'request socket.io-client octokit @octokit/rest @octokit/core @octokit/graphql nodemailer stripe openai googleapis',
    '@anthropic-ai/sdk @google/generative-ai @google/genai aws-sdk @sendgrid/mail twilio resend @slack/web-api firebase-admin',
    'puppeteer puppeteer-core playwright playwright-core playwright-chromium ssh2 basic-ftp graphql-request simple-git',
  ].join(' '),
  database: [
    'pg postgres mysql mysql2 mysql2/promise mongodb mongoose redis ioredis @prisma/client knex drizzle-orm typeorm',
    'sequelize kysely better-sqlite3 sqlite sqlite3 libsql @libsql/client @supabase/supabase-js oracledb mssql',
    'cassandra-driver neo4j-driver level lmdb @elastic/elasticsearch',
  ].join(' '),
  chance: 'perf_hooks uuid nanoid cuid @paralleldrive/cuid2 ulid',
  pure: [
    'path path/posix path/win32 url util querystring string_decoder assert assert/strict buffer punycode console crypto',
    'zlib events timers process os stream lodash lodash-es date-fns semver validator ms zod js-yaml marked slugify',
    'fast-deep-equal mathjs dayjs luxon csv-parse/sync csv-stringify/sync fastest-levenshtein big.js decimal.js bignumber.js',
  ].join(' '),
};

const KIND_OF = new Map<string, ModuleKind>();
for (const kind of [
  'pure',
  'chance',
  'database',
  'network',
  'code',
  'processes',
  'deletes',
  'files',
] as const) {
  for (const name of KINDS[kind].split(' ')) KIND_OF.set(name, kind);
}

/** What a module is known for; by its own name, else by that of its package. */
export function kindOf(module: string): ModuleKind | undefined {
  const exact = KIND_OF.get(module);
  if (exact !== undefined) return exact;
  if (/^@aws-sdk\/(client|lib)-/.test(module)) return 'network';
  return KIND_OF.get(packageOf(module));
}

/** `lodash` of `lodash/fp`, `@scope/x` of `@scope/x/y`. */
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Libraries whose calls take long by their nature. */
const SLOW = new Set(
  'sharp jimp fluent-ffmpeg @ffmpeg/ffmpeg puppeteer puppeteer-core playwright playwright-core playwright-chromium tar tar-fs archiver tesseract.js simple-git'.split(
    ' ',
  ),
);

export function isSlow(module: string): boolean {
  return SLOW.has(packageOf(module));
}

/** Why a whole package is dangerous, when it is known for that; its declarations alone tell nothing. */
export function dangerousPackage(name: string): string | undefined {
  const kind = kindOf(name);
  if (kind === 'files' || kind === 'deletes') return `${name} reads, writes and deletes files`;
  if (kind === 'processes') return `${name} starts processes`;
  return kind === 'code' ? `${name} runs code from text` : undefined;
}
