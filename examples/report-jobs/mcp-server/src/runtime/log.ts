// JSON lines on stderr; stdout stays free for the stdio transport.
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** A logger of the server `name` that writes at once, so that the last line before an exit is never lost. */
export function createLog(
  level: string,
  name: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const options = {
    level,
    base: { name },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describe },
  };
  return pino(options, destination);
}

/** Whatever was thrown, even what throws again when it is read. */
function describe(thrown: unknown): unknown {
  try {
    return thrown instanceof Error ? pino.stdSerializers.err(thrown) : thrown;
  } catch {
    return { message: 'an error that cannot be read' };
  }
}
