// Why there was no answer at all: the codes of Node in a person's words, with the way out.
import { isIP } from 'node:net';
import { bareHost } from './place.js';

export interface Reason {
  readonly detail: string;
  readonly fix: string;
}

/** By the codes of `dns`, `net` and our own exchange. */
export function noAnswer(code: string, message: string, url: URL): Reason {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const host = bareHost(url.hostname);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_NODATA':
      return {
        detail: `the name ${host} has no address`,
        fix: 'check the spelling; a new DNS record takes minutes, a tunnel needs its public hostname',
      };
    case 'EAI_AGAIN':
      return {
        detail: `no name server answers for ${host}`,
        fix: 'check this machine’s network and name servers',
      };
    case 'ECONNREFUSED':
      return {
        detail: `nothing listens on ${host} port ${port}`,
        fix: 'start the server, or give its port; in a container it must listen on 0.0.0.0 (MCP_HOST)',
      };
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return {
        detail: `${host} port ${port} did not answer in time`,
        fix: 'a firewall may drop the packets, or the server hangs or sleeps: try once more, then read its log',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        detail: `there is no way from here to ${host}`,
        fix: 'check the network; a private address needs its VPN',
      };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        detail: `${host} closed the connection without an answer`,
        fix: `is that port ${url.protocol === 'https:' ? 'http and not https' : 'https and not http'}? Read the server’s or proxy’s log`,
      };
    case 'TOO_LARGE':
      return {
        detail: 'the answer is larger than 5 MB',
        fix: 'serve fewer tools or smaller schemas',
      };
    default:
      return /^HPE_/.test(code)
        ? {
            detail: `what listens on ${host} port ${port} does not speak HTTP (${code})`,
            fix: 'check the port, and http against https',
          }
        : { detail: `no answer: ${message}`, fix: 'read the server’s log' };
  }
}

/** By the codes of OpenSSL as `tls` gives them. */
export function untrusted(code: string, url: URL): Reason {
  const host = bareHost(url.hostname);
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return {
        detail: 'the certificate has expired',
        fix: 'renew it, and see why it was not renewed by itself',
      };
    case 'CERT_NOT_YET_VALID':
      return {
        detail: 'the certificate is not valid yet',
        fix: 'check the clocks of both machines',
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        detail: 'the certificate is self-signed: clients refuse it',
        fix: 'use one of a public authority (Caddy and Cloudflare do); an own authority is trusted here by NODE_EXTRA_CA_CERTS',
      };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return {
        detail: 'the issuer of the certificate is not known here',
        fix: 'serve the whole chain (fullchain.pem, not cert.pem)',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { detail: `the certificate is not for ${host}`, fix: wrongName(host) };
    default:
      return { detail: `the certificate is not trusted (${code})`, fix: 'replace it' };
  }
}

/** A handshake that the server broke off: no certificate was ever shown. */
export function brokenHandshake(code: string, message: string, url: URL): Reason {
  const host = bareHost(url.hostname);
  if (/WRONG_VERSION_NUMBER|packet length too long|HTTP_REQUEST/i.test(`${code} ${message}`)) {
    return { detail: 'that port speaks plain HTTP, not TLS', fix: 'use http://, or the TLS port' };
  }
  if (/handshake failure|unrecognized name|internal error/i.test(message.replaceAll('_', ' '))) {
    return { detail: `the server has no certificate for ${host}`, fix: wrongName(host) };
  }
  return noAnswer(code, message, url);
}

/** Certificates that come for free cover `*.example.com`, which is one level. */
function wrongName(host: string): string {
  const isDeep = isIP(host) === 0 && host.split('.').length > 3;
  return isDeep
    ? `a free certificate covers one level below the domain: use ${flattened(host)}, or order one for this name`
    : 'order one that names this host, or use the name that it is for';
}

/** `mcp.tools.example.com` as `mcp-tools.example.com`. */
function flattened(host: string): string {
  const labels = host.split('.');
  return [labels.slice(0, -2).join('-'), ...labels.slice(-2)].join('.');
}
