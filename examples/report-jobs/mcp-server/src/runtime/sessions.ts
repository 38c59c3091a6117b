// Sessions of 2025-era clients: capped, expiring when idle, each bound to the caller who opened it.
import { randomUUID } from 'node:crypto';
import {
  type McpServer,
  WebStandardStreamableHTTPServerTransport as Transport,
} from '@modelcontextprotocol/server';
import type { McpFactory } from './mcp.ts';

export interface Session {
  readonly caller: string;
  readonly mcp: McpServer;
  readonly transport: Transport;
  /** Exchanges that are open now; a session with one is never idle. */
  open: number;
  lastUsed: number;
}

export interface Sessions {
  /** A new session; undefined when all are in use. The idlest gives way when the cap is reached. */
  create(caller: string): Promise<Session | undefined>;
  /** The caller's session of that id, used from now on; a foreign one is as unknown as a missing one. */
  find(id: string, caller: string): Session | undefined;
  /** Marks the session as used while `work` runs. */
  use<T>(session: Session, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
  readonly size: number;
}

/** `max` sessions; `idle` milliseconds, Infinity for ever. */
export function createSessions(factory: McpFactory, max: number, idle: number): Sessions {
  const sessions = new Map<string, Session>();
  const sweep = setInterval(() => expire(sessions, idle), Math.min(idle, 60_000) / 2);
  sweep.unref();
  return {
    async create(caller) {
      if (sessions.size >= max && !evictIdlest(sessions)) return undefined;
      return open(factory, caller, sessions);
    },
    find(id, caller) {
      const session = sessions.get(id);
      if (session?.caller !== caller) return undefined;
      session.lastUsed = performance.now();
      return session;
    },
    async use(session, work) {
      session.open += 1;
      try {
        return await work();
      } finally {
        session.open -= 1;
        session.lastUsed = performance.now();
      }
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([...sessions.values()].map((session) => session.mcp.close()));
    },
    get size() {
      return sessions.size;
    },
  };
}

async function open(
  factory: McpFactory,
  caller: string,
  sessions: Map<string, Session>,
): Promise<Session> {
  const mcp = factory({ era: 'legacy' });
  const transport = new Transport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, session),
  });
  const session: Session = { caller, mcp, transport, open: 0, lastUsed: performance.now() };
  await mcp.connect(transport);
  const closed = transport.onclose;
  transport.onclose = () => {
    if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
    closed?.();
  };
  return session;
}

function expire(sessions: ReadonlyMap<string, Session>, idle: number): void {
  const now = performance.now();
  for (const session of sessions.values()) {
    if (session.open === 0 && now - session.lastUsed >= idle) void session.mcp.close();
  }
}

function evictIdlest(sessions: ReadonlyMap<string, Session>): boolean {
  const idle = [...sessions.values()].filter((session) => session.open === 0);
  const [oldest] = idle.sort((a, b) => a.lastUsed - b.lastUsed);
  if (oldest === undefined) return false;
  void oldest.mcp.close();
  return true;
}
