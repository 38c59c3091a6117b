// What a caller may read of an error: the user's own message, redacted; of anything else only a reference.
import { randomBytes } from 'node:crypto';
import { redact } from './redact.ts';

/** `safe`: the wrapped code's own messages pass. `strict`: only those of errors with `expose: true`. */
export type ErrorsMode = 'safe' | 'strict';

export interface SafeError {
  readonly message: string;
  /** Set when the message says nothing: the log has the whole error under it. */
  readonly ref?: string;
}

const LONGEST = 2000;
/** How much is looked at of a message that may be as long as a caller's argument. */
const LOOKED_AT = 4 * LONGEST;
/** Classes of the language itself; all but `Error` mean a bug or a refusal of Node, not a user's message. */
const BUILT_IN = new Set<unknown>([
  Error,
  TypeError,
  RangeError,
  ReferenceError,
  SyntaxError,
  EvalError,
  URIError,
  AggregateError,
  DOMException,
]);
const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError];

/** The message a caller gets for what `tool` threw. */
export function safeError(tool: string, thrown: unknown, mode: ErrorsMode): SafeError {
  const message = shown(thrown, mode);
  if (message !== undefined) {
    const safe = redact(message.slice(0, LOOKED_AT), process.env);
    return { message: safe.slice(0, LONGEST) };
  }
  const ref = randomBytes(4).toString('hex');
  return { message: `${tool} failed (ref ${ref})`, ref };
}

function shown(thrown: unknown, mode: ErrorsMode): string | undefined {
  try {
    if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) return undefined;
    const { message } = thrown;
    if (typeof message !== 'string' || message.trim() === '') return undefined;
    if ('expose' in thrown && thrown.expose === true) return message;
    return mode === 'safe' && isUsersOwn(thrown) ? message : undefined;
  } catch {
    return undefined; // a getter of the thrown value threw: nothing of it can be trusted
  }
}

function isUsersOwn(error: object): boolean {
  if (!(error instanceof Error) || BUGS.some((bug) => error instanceof bug)) return false;
  const plain = error.constructor === Error;
  if (BUILT_IN.has(error.constructor) && !plain) return false;
  if (comesFromSystem(error, plain)) return false;
  return !/node:|[\\/]node_modules[\\/]/.test(topFrame(error));
}

/** A class of the user's may carry a `code` of its own; Node's codes and plain errors with one are not theirs. */
function comesFromSystem(error: Error, plain: boolean): boolean {
  if ('errno' in error || 'syscall' in error) return true;
  if (!('code' in error)) return false;
  return plain || (typeof error.code === 'string' && /^(ERR_|E[A-Z\d]+$)/.test(error.code));
}

function topFrame(error: Error): string {
  return /^\s+at .*$/m.exec(String(error.stack))?.[0] ?? '';
}
