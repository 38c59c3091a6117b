// The stdio transport, for a client that starts the server itself. The process ends with its input.
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { protocolOutput } from './boot.ts';
import type { Log } from './log.ts';
import type { McpFactory } from './mcp.ts';

/** Serves until stdin ends; the returned function ends it earlier. */
export function serveOnStdio(factory: McpFactory, log: Log): () => Promise<void> {
  const transport = new StdioServerTransport(process.stdin, protocolOutput);
  const handle = serveStdio(factory, {
    transport,
    onerror: (err) => log.warn({ err }, 'stdio'),
  });
  process.stdin.once('end', () => void handle.close().finally(() => process.exit(0)));
  log.info('serving on stdio');
  return () => handle.close();
}
