// No credentials: for this machine alone. Refuses to start where anybody else could reach the server.
import type { Auth } from './credentials.ts';
import { type Checked, type Env, isLoopback } from './env-values.ts';
import type { Settings } from './settings.ts';

export function createAuth(_env: Env, settings: Settings): Checked<Auth> {
  const problems: string[] = [];
  if (!isLoopback(settings.host)) {
    problems.push(
      `MCP_HOST is ${settings.host}: without credentials only a loopback address is allowed. ` +
        'Use 127.0.0.1, or choose an auth kind in mcp.config.json',
    );
  }
  if (settings.publicBaseUrl !== undefined && !isLoopback(settings.publicBaseUrl.hostname)) {
    problems.push(
      `PUBLIC_BASE_URL is ${settings.publicBaseUrl.href}: without credentials the server must not ` +
        'be public. Remove it, or choose an auth kind in mcp.config.json',
    );
  }
  const auth: Auth = { check: () => ({ caller: 'local' }), reload: () => ({ problems: [] }) };
  return { value: auth, problems };
}
