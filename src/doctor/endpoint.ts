// Where the server is: at the address that was given, or at /mcp beside it.
import type { Answer } from './exchange.js';
import { isAccessLogin, isRefusal } from './faults.js';
import { eventData, mediaType, member, messageOf, parse, text } from './json.js';
import { fact, type Look, quoted, send } from './look.js';
import { initialize, isMcp } from './mcp.js';

export interface Endpoint {
  readonly url: URL;
  /** Another path than the given one. */
  readonly moved: boolean;
  /** To `initialize`, with the credentials that were given. */
  readonly answer: Answer;
}

/** Found once per run; where nothing speaks MCP, it is the given address. */
export const endpoint = fact(async (look): Promise<Endpoint> => {
  const { url, headers } = look.run.target;
  const answer = await initialize(look, url, headers);
  const given = { url, moved: false, answer };
  if (isFound(answer) || url.pathname === '/mcp') return given;
  const other = new URL('/mcp', url);
  other.search = url.search;
  const there = await initialize(look, other, headers);
  return isFound(there) ? { url: other, moved: true, answer: there } : given;
});

/** The answer to `initialize` without credentials. */
export const anonymous = fact(async (look): Promise<Answer> => {
  const { url, answer } = await endpoint(look);
  const isBare = Object.keys(look.run.target.headers).length === 0;
  return isBare ? answer : initialize(look, url, {});
});

function isFound(answer: Answer): boolean {
  return isMcp(answer) || isAccessLogin(answer) || isRefusal(answer);
}

/** The transport of 2024 tells at GET where to post. */
export async function isOldTransport(look: Look, url: URL): Promise<boolean> {
  const headers = { ...look.run.target.headers, accept: 'text/event-stream' };
  const answer = await send(look, { method: 'GET', url, headers, until: (text) => text !== '' });
  if (mediaType(answer.headers['content-type']) !== 'text/event-stream') return false;
  return /^event: ?endpoint$/m.test(answer.text) && eventData(answer.text).length > 0;
}

/** What a server said in words, for a detail. */
export function said(look: Look, answer: Answer): string {
  const body = parse(answer.text);
  const named = [member(messageOf(answer)?.error, 'message'), member(body, 'error_description')];
  const spoken = named.find((each) => typeof each === 'string');
  const words = quoted(look, text(spoken) || answer.text.slice(0, 2000));
  return words === '' ? `status ${answer.status}` : `status ${answer.status}: ${words}`;
}
