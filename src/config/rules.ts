// Rules of auth in mcp.config.json: who is shown which tools, which scopes their calls need.
import { z } from 'zod';

export const exportNames = z.array(z.string().min(1));

/** `*` reads as everybody, which no rule is for. */
const callerName = z
  .string()
  .regex(/^(?!\*$)\P{Cc}+$/u, 'expected the name of one caller: who is not named gets nothing');

/** As RFC 6749 has them. */
const scope = z
  .string()
  .regex(/^[!#-[\]-~]+$/, 'expected a scope: ASCII without spaces, quotes and backslashes');

/** Tools or exports by caller; `*` is all of them. */
export const callerRules = whole(
  z
    .record(
      callerName,
      z.union([z.literal('*'), exportNames], 'expected "*" or a list of names of exports'),
    )
    .refine(
      (rules) => Object.keys(rules).length > 0,
      'expected a caller: without any, nobody gets anything',
    ),
);

/** Scopes by tool or export. */
export const scopeRules = whole(
  z.record(z.string().min(1), z.array(scope).min(1, 'expected a scope, or no rule for this tool')),
);

/** A record leaves out a key called `__proto__`, and no rule may get lost. */
function whole<T extends z.ZodType>(record: T) {
  return z
    .unknown()
    .refine((value) => !isObject(value) || !Object.hasOwn(value, '__proto__'), {
      error: 'expected no rule for "__proto__"',
      abort: true,
    })
    .pipe(record);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
