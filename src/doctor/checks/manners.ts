// How the server answers what is not quite a call: a bare curl, a GET, a tool that does not exist; and how fast.
import { NO_SUCH_TOOL, type UnknownTool } from '../client.js';
import { endpoint } from '../endpoint.js';
import { type Answer, ExchangeError } from '../exchange.js';
import { isAccessLogin, isRefusal } from '../faults.js';
import { mediaType } from '../json.js';
import { type Look, quoted, send } from '../look.js';
import { listWithoutAccept } from '../mcp.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import { bestVisit } from '../visits.js';
import type { Check } from './check.js';
import { isShut, SHUT } from './eras.js';

export const unknownTool: Check = {
  id: 'unknown-tool',
  title: 'Unknown tool',
  needs: ['endpoint', 'auth-accepted'],
  async look(look) {
    if (await isShut(look)) return SHUT;
    const visit = await bestVisit(look);
    return visit === undefined ? skip('there is no list') : judgeError(look, visit.unknownTool);
  },
};

/** Text of a stack, or a path of the server's disk. */
const INTERNALS = /\bat .+:\d+:\d+|(?:\/(?:home|app|usr|srv|Users|var)\/|[A-Z]:\\)[\w.\\/-]+/;

function judgeError(look: Look, answer: UnknownTool): Outcome {
  switch (answer.kind) {
    case 'success':
      return fail(`a call of ${NO_SUCH_TOOL} succeeds`, 'answer with an error (-32602)');
    case 'broken':
      return fail(
        `a call of a tool that does not exist breaks (${quoted(look, answer.message)})`,
        'answer with an error (-32602)',
      );
    case 'refused':
    case 'error result': {
      if (INTERNALS.test(answer.message)) {
        return warn('the error tells paths or a stack of the server', 'keep those in its log');
      }
      return pass(answer.kind === 'refused' ? `error ${answer.code}` : 'a result that is an error');
    }
  }
}

export const accept: Check = {
  id: 'accept',
  title: 'Without Accept',
  needs: ['endpoint', 'auth-accepted'],
  async look(look) {
    if (await isShut(look)) return SHUT;
    const { url } = await endpoint(look);
    const answer = await listWithoutAccept(look, url);
    if (answer.status === 406) {
      return pass(
        '406: clients must accept application/json and text/event-stream (a bare curl fails)',
      );
    }
    if (answer.status >= 500) {
      return fail(
        `a request without Accept makes the server fail (${answer.status})`,
        'answer it, or refuse it with 406',
      );
    }
    return pass(`a bare curl gets ${answer.status}`);
  },
};

export const get: Check = {
  id: 'get',
  title: 'GET',
  needs: ['endpoint'],
  async look(look) {
    const { url } = await endpoint(look);
    const headers = { ...look.run.target.headers, accept: 'text/event-stream' };
    try {
      return judgeGet(await send(look, { method: 'GET', url, headers, until: () => true }));
    } catch (error) {
      if (error instanceof ExchangeError && error.code === 'TIMEOUT') return heldBack();
      throw error;
    }
  },
};

/** An open stream begins with its head, at once; unless somebody waits for more of it. */
function heldBack(): Outcome {
  return warn(
    'not even the head of an answer came: something holds streams back',
    `${NO_BUFFERING}, or let the server answer 405`,
  );
}

const NO_BUFFERING =
  'switch off the buffering of the proxy (proxy_buffering off in nginx, flush_interval -1 in Caddy)';

function judgeGet(answer: Answer): Outcome {
  const { status, headers } = answer;
  if (status === 405) return pass('405: there is no stream to open, as it should be');
  if (isAccessLogin(answer) || isRefusal(answer)) return pass(`refused with ${status}`);
  if (status >= 500) {
    return fail(`GET makes the server fail (${status})`, 'answer 405; clients of 2025 try it');
  }
  if (status === 404) {
    return warn('404, though POST is served there', 'answer 405; clients of 2025 try it');
  }
  if (status >= 400) return pass(`refused with ${status}`);
  if (mediaType(headers['content-type']) === 'text/event-stream')
    return pass('opens an event stream');
  if (mediaType(headers['content-type']) === 'text/html') return pass('a page for people');
  return warn(`answers ${status} with no event stream`, 'answer 405, or a text/event-stream');
}

/** Interactive clients feel slower than that. */
const SLOW_MS = 5000;

export const speed: Check = {
  id: 'speed',
  title: 'Response time',
  needs: ['endpoint'],
  async look(look) {
    const { answer } = await endpoint(look);
    const visit = (await isShut(look)) ? undefined : await bestVisit(look);
    const parts = [`first byte after ${answer.firstByte} ms`];
    if (visit !== undefined) parts.push(`connected and listed in ${visit.took} ms`);
    const detail = parts.join(', ');
    if (answer.firstByte < SLOW_MS && (visit?.took ?? 0) < SLOW_MS) return pass(detail);
    return warn(detail, `the host may have been asleep: try again; or ${NO_BUFFERING}`);
  },
};
