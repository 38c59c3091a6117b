// The one credential a fresh project starts with, kept in its .env.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrapError } from '../errors.js';

/** 256 random bits. */
export function freshToken(): string {
  return `mcp_${randomBytes(32).toString('base64url')}`;
}

/**
 * Writes `.env` unless there is one (a link counts as one); readable by its owner alone.
 * @returns whether it was written
 */
export function writeTokenFile(out: string, token: string): boolean {
  const text = [
    '# Secrets of this server on this machine: ignored by git and by images.',
    '# One more token: npm run token -- --name <caller>',
    `MCP_BEARER_TOKEN=default=${token}`,
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
