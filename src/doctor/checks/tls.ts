// Is the connection encrypted, by a certificate that clients trust and that lasts?
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Look } from '../look.js';
import { bareHost, placeOf } from '../place.js';
import { brokenHandshake, untrusted } from '../reasons.js';
import { fail, type Outcome, pass, skip, warn } from '../report.js';
import type { Check } from './check.js';

const DAY_MS = 86_400_000;
/** Let's Encrypt's are renewed 30 days before their end, and shorter ones earlier: this is late for both. */
const LATE_DAYS = 7;

export const tls: Check = {
  id: 'tls',
  title: 'TLS',
  needs: ['reachable'],
  async look(look) {
    return look.run.target.url.protocol === 'https:' ? shake(look) : unencrypted(look);
  },
};

function unencrypted({ run }: Look): Outcome {
  switch (placeOf(run.target.url)) {
    case 'loopback':
      return skip('plain http, which stays on this machine');
    case 'private':
      return warn(
        'plain http: whoever is on that network reads the credentials',
        'put a proxy with a certificate in front, and use https://',
      );
    case 'public':
      return fail(
        'plain http on a public name: credentials would be readable on the way, so nothing more is sent',
        'use https://; Caddy and Cloudflare get a certificate by themselves',
      );
  }
}

function shake(look: Look): Promise<Outcome> {
  const { target, network, now } = look.run;
  const { url } = target;
  const host = bareHost(url.hostname);
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(url.port) || 443,
      rejectUnauthorized: false,
      ...(isIP(host) === 0 && { servername: host }),
      ...(network.lookup && { lookup: network.lookup }),
      ...(network.ca !== undefined && { ca: network.ca }),
    });
    const end = (outcome: Outcome) => {
      socket.destroy();
      resolve(outcome);
    };
    const giveUp = (code: string, message: string) => {
      const { detail, fix } = brokenHandshake(code, message, url);
      end(fail(detail, fix));
    };
    look.signal.addEventListener('abort', () => giveUp('TIMEOUT', ''), { once: true });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      giveUp(error.code ?? 'FAILED', error.message),
    );
    socket.once('secureConnect', () => end(judge(socket, url, now)));
  });
}

function judge(socket: TLSSocket, url: URL, now: number): Outcome {
  if (!socket.authorized) {
    const { detail, fix } = untrusted(String(socket.authorizationError), url);
    return fail(detail, fix);
  }
  const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / DAY_MS);
  const detail = `${socket.getProtocol()}; the certificate is trusted and lasts ${days} days more`;
  if (days >= LATE_DAYS) return pass(detail);
  return warn(detail, 'renew it now, and see why it was not renewed by itself');
}
