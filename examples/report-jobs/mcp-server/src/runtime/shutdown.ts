// How the process ends: refused at start, told to stop, or failing.
import type { Auth } from './credentials.ts';
import type { Log } from './log.ts';

/** sysexits EX_CONFIG: the operator has to change something. */
const EX_CONFIG = 78;

/** Ends the process at start, with every problem once in one message; an error says itself what to do. */
export function refuse(reason: readonly string[] | Error): never {
  const problems = new Set(reason instanceof Error ? [reason.message] : reason);
  const lines = [...problems].map((problem) => `  - ${problem}\n`).join('');
  process.stderr.write(`The server does not start:\n${lines}`);
  process.exit(EX_CONFIG);
}

/** SIGTERM and SIGINT run `stop` and exit 0; a second one exits at once. */
export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** SIGHUP reads the credentials again, without a pause. */
export function reloadOnSignal(auth: Auth, log: Log): void {
  process.on('SIGHUP', () => {
    const { problems } = auth.reload();
    if (problems.length === 0) return log.info('credentials read again');
    log.error({ problems }, 'credentials not read again: those before stay valid');
  });
}

/**
 * What the wrapped code does outside of its calls: a rejection that it forgot ends neither the process nor
 * other calls, an exception does, as nothing knows what it left behind. No end goes without a line.
 */
export function reportStrays(log: Log): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'));
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught exception');
    process.exit(1);
  });
  process.on('exit', (code) => log.info({ code }, 'stopped'));
}
