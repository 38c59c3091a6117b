// What the environment sets: read once at start, typed, every problem collected.
import {
  baseUrl,
  bracketed,
  type Checked,
  count,
  drainTime,
  duration,
  type Env,
  hostName,
  listedHost,
  listOf,
  logLevel,
  onOff,
  origin,
  orOff,
  port,
  readEnv,
  size,
} from './env-values.ts';

/** Times are milliseconds, sizes bytes; a limit that is off is Infinity. */
export interface Settings {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  /** What clients see, without the /mcp path. */
  readonly publicBaseUrl: URL | undefined;
  /** Host names, without ports, that a request may name. */
  readonly allowedHosts: readonly string[];
  /** Host names or whole origins that a browser page may come from. */
  readonly allowedOrigins: readonly string[];
  readonly toolTimeout: number;
  readonly maxConcurrent: number;
  readonly maxBody: number;
  readonly maxResultBytes: number;
  readonly sessions: boolean;
  readonly sessionMax: number;
  readonly sessionIdle: number;
  readonly logLevel: string;
  readonly drain: number;
}

/** What clients see, as far as the settings say. */
export function baseOf({ publicBaseUrl, host, port }: Settings): URL {
  return publicBaseUrl ?? new URL(`http://${bracketed(host)}:${port}`);
}

/** Jobs are in PostgreSQL so that several replicas share them; a session is one process's. */
function hasReplicas(env: Env): boolean {
  return /^postgres(?:ql)?:/i.test((env.JOBS_URL ?? '').trim());
}

const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Reads every variable; a wrong one is a problem that names the variable, its value and what it takes. */
export function readSettings(env: Env): Checked<Settings> {
  return readEnv(env, (read) => {
    const host = read(['MCP_HOST', 'HOST'], '127.0.0.1', hostName);
    const publicBaseUrl = read(['PUBLIC_BASE_URL'], undefined, baseUrl);
    const own = [
      ...LOOPBACK_HOSTS,
      bracketed(host),
      ...(publicBaseUrl ? [publicBaseUrl.hostname] : []),
    ];
    return {
      host,
      port: read(['MCP_PORT', 'PORT'], 8900, port),
      publicBaseUrl,
      allowedHosts: [...own, ...read(['ALLOWED_HOSTS'], [], listOf(listedHost))],
      allowedOrigins: [...own, ...read(['ALLOWED_ORIGINS'], [], listOf(origin))],
      toolTimeout: read(['TOOL_TIMEOUT'], 60_000, orOff(duration)),
      maxConcurrent: read(['MAX_CONCURRENT'], 64, orOff(count)),
      maxBody: read(['MAX_BODY'], 1_048_576, size),
      maxResultBytes: read(['MAX_RESULT_BYTES'], 1_048_576, orOff(size)),
      sessions: read(['MCP_SESSIONS'], !hasReplicas(env), onOff),
      sessionMax: read(['SESSION_MAX'], 1000, count),
      sessionIdle: read(['SESSION_IDLE'], 1_800_000, orOff(duration)),
      logLevel: read(['LOG_LEVEL'], 'info', logLevel),
      drain: read(['DRAIN_SECONDS'], 25_000, drainTime),
    };
  });
}
