// Binding the port, and answering what is no HTTP.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Settings } from './settings.ts';

/** Where the server listens. */
export interface Bound {
  readonly host: string;
  readonly port: number;
  /** What a client on this machine uses. */
  readonly url: string;
}

/** Binds to the very port that is set, never to the next one. */
export function bind(server: Server, { host, port }: Settings): Promise<Bound> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(reasonOf(error, host, port))));
    server.listen({ host, port }, () => {
      const address = server.address();
      if (isAddressInfo(address)) resolve(describe(host, address.port));
    });
  });
}

function reasonOf(error: Error, host: string, port: number): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is in use: stop what listens there, or set MCP_PORT to another port`;
  }
  if (code === 'EACCES') {
    return `port ${port} on ${host} needs more rights: set MCP_PORT to one above 1023`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is no address of this machine: set MCP_HOST to one`;
  }
  return `cannot listen on ${host}:${port}: ${error.message}`;
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function describe(host: string, port: number): Bound {
  const name = host.includes(':') ? `[${host}]` : host;
  return { host, port, url: `http://${name}:${port}/mcp` };
}

/** A request that could not be parsed, was too slow, or has too long headers. */
export function answerClientError(error: Error, socket: Duplex): void {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
