// JSON lines on stderr; stdout stays free for the stdio transport.
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** A logger of the server `name` that writes at once, so that the last line before an exit is never lost. */
export function createLog(level: string, name: string): Log {
  const options = {
    level,
    base: { name },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, pino.destination({ dest: 2, sync: true }));
}
