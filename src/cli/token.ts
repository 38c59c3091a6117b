// The one credential a fresh project starts with, kept in its .env.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/schema.js';
import { WrapError } from '../errors.js';

/** 256 random bits. */
export function freshToken(): string {
  return `mcp_${randomBytes(32).toString('base64url')}`;
}

/**
 * Writes `.env` unless there is one (a link counts as one); readable by its owner alone. The token is that
 * of the first caller that is shown everything, else of the first that is named at all.
 * @returns whether it was written
 */
export function writeTokenFile(
  out: string,
  token: string,
  { callers = { default: '*' } }: Pick<Config['auth'], 'callers'>,
): boolean {
  const named = Object.entries(callers);
  const [caller = 'default'] = named.find(([, tools]) => tools === '*') ?? named[0] ?? [];
  const text = [
    '# Secrets of this server on this machine: ignored by git and by images.',
    '# One more token: npm run token -- --name <caller>',
    `MCP_BEARER_TOKEN=${caller}=${token}`,
    '',
  ].join('\n');
  try {
    writeFileSync(join(out, '.env'), text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw new WrapError('out.write', `${join(out, '.env')} cannot be written`, {
      hint: 'the rest of the project is complete; make the folder writable and run this again',
      cause,
    });
  }
}
