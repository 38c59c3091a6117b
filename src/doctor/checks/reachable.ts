// Does the name have an address, and does anything listen there?
import { connect, isIP, type Socket } from 'node:net';
import type { Look } from '../look.js';
import { bareHost } from '../place.js';
import { noAnswer } from '../reasons.js';
import { fail, type Outcome, pass } from '../report.js';
import { secretParameters } from '../target.js';
import type { Check } from './check.js';

export const reachable: Check = {
  id: 'reachable',
  title: 'Reachable',
  needs: [],
  async look(look) {
    const { url } = look.run.target;
    const outcome = await dial(look);
    const [secret] = secretParameters(url);
    if (outcome.status === 'FAIL' || secret === undefined) return outcome;
    return {
      status: 'WARN',
      detail: `${outcome.detail}; the query parameter ${secret} ends up in logs`,
      fix: 'send the credential in a header',
    };
  },
};

function dial(look: Look): Promise<Outcome> {
  const { target, network } = look.run;
  const { url } = target;
  const host = bareHost(url.hostname);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...(network.lookup && { lookup: network.lookup }) });
    const end = (outcome: Outcome) => {
      socket.destroy();
      resolve(outcome);
    };
    const giveUp = (code: string, message: string) => {
      const { detail, fix } = noAnswer(code, message, url);
      end(fail(detail, fix));
    };
    look.signal.addEventListener('abort', () => giveUp('TIMEOUT', ''), { once: true });
    socket.once('error', (error) => giveUp(codeOf(error), error.message));
    socket.once('connect', () => end(pass(addressOf(socket, host))));
  });
}

function addressOf({ remoteAddress = '', remotePort }: Socket, host: string): string {
  const place = isIP(host) === 0 ? `${host} is ${remoteAddress}` : host;
  return `${place}, port ${remotePort} is open`;
}

function codeOf(error: Error): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : 'FAILED';
}
