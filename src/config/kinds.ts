// What can be chosen, as plain lists: flags print them before anything heavy is loaded.

export const CONFIG_FILE = 'mcp.config.json';
/** Raised when the file's meaning changes; a higher number than this is from a newer version. */
export const CONFIG_VERSION = 1;

export const AUTH_KINDS = ['bearer', 'cloudflare-access', 'oauth', 'none'] as const;
/** `none`: no deployment files, the server is run with `npm start`. */
export const HOSTING_KINDS = [
  'docker',
  'systemd',
  'kubernetes',
  'fly',
  'render',
  'cloud-run',
  'none',
] as const;
export const PROXY_KINDS = ['none', 'cloudflare-tunnel', 'caddy', 'nginx'] as const;
/** `thread`: each job in a worker thread; `none`: in the server's own, for modules that share state. */
export const JOB_ISOLATION = ['thread', 'none'] as const;
/** What JOBS_URL and FILES_URL may name, beside the store that every server with jobs or files has: the first. */
export const JOB_STORES = ['sqlite', 'postgres'] as const;
export const FILE_STORES = ['folder', 's3'] as const;
export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
