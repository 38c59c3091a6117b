// The stdio transport, for a client that starts the server itself. The process ends with its input.
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Activity } from './activity.ts';
import { protocolOutput } from './boot.ts';
import type { Log } from './log.ts';
import type { McpFactory } from './mcp.ts';
import type { Service } from './service.ts';

export interface StdioOptions {
  readonly service: Service;
  /** What clients see of it over HTTP, where a server of the same settings runs. */
  readonly base: URL;
  readonly activity: Activity;
  /** Milliseconds that running calls get when the input ends or `stop` is called. */
  readonly drain: number;
  readonly log: Log;
}

/** Serves until stdin ends, and answers what was asked by then; the returned function stops it earlier. */
export function serveOnStdio(factory: McpFactory, options: StdioOptions): () => Promise<void> {
  const { service, base, activity, drain, log } = options;
  // The transport closes with its input, so it gets one that ends when the calls have.
  const input = new PassThrough();
  process.stdin.pipe(input, { end: false });
  const handle = serveStdio(factory, {
    transport: new StdioServerTransport(input, protocolOutput),
    onerror: (err) => log.warn({ err }, 'stdio'),
  });
  const stop = async () => {
    await nextTurn(); // what was read last becomes a call
    await Promise.all([activity.settle(drain), service.stop?.(drain)]);
    await nextTurn(); // what ended last becomes an answer
    await handle.close();
    await service.close?.();
  };
  process.stdin.once('end', () => void stop().finally(() => process.exit(0)));
  service.start?.(base);
  log.info('serving on stdio');
  return stop;
}
