// Values as they cross from a thread to the server's log.
import { type Json, TOO_LARGE, toJson } from '../serialise.ts';

const LONGEST = 65_536;

/** Whatever was thrown, with its stack, even what throws again when it is read. */
export function toldOf(thrown: unknown): Json {
  try {
    if (!(thrown instanceof Error)) return toJson(thrown, LONGEST) ?? null;
    const { name, message, stack = '' } = thrown;
    return toJson({ type: name, message, stack }, LONGEST) ?? null;
  } catch (error) {
    return error === TOO_LARGE ? 'too long for the log' : 'cannot be read';
  }
}
