// What the doctor says of certificates, and of http where it does not belong.
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../helpers/certificate.ts';
import { mcpServer, type Spoilt } from './mcp-server.ts';
import { everyNameIsHere, examine, type Running, serve } from './servers.ts';

const HOST = 'mcp.acme.com';
const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function look(wanted: {
  hosts?: readonly string[];
  lasts?: number;
  trusted?: boolean;
  host?: string;
}) {
  const { hosts = [HOST], lasts = 90, trusted = true, host = HOST } = wanted;
  const certificate = selfSigned({ hosts, lasts });
  const server = await serve(mcpServer({ token: 'a-token' }), certificate);
  running.push(server);
  const network = { lookup: everyNameIsHere, ...(trusted && { ca: certificate.cert }) };
  const headers = ['Authorization: Bearer a-token'];
  return examine(`https://${host}:${server.port}/mcp`, headers, { network });
}

describe('TLS', () => {
  it('with a certificate that clients trust is all that is needed', async () => {
    const { of, report } = await look({});
    expect(of('tls').detail).toMatch(
      /^TLSv1\.3; the certificate is trusted and lasts (89|90) days more$/,
    );
    expect(report.summary).toEqual({ pass: 19, warn: 0, fail: 0, skip: 2 });
  });

  it('with a certificate that ends soon', async () => {
    expect((await look({ lasts: 3 })).of('tls')).toMatchObject({
      status: 'WARN',
      fix: expect.stringMatching(/renew it now/),
    });
  });

  it.each([
    ['that nobody signed', { trusted: false }, /self-signed/, /public authority/],
    ['that has expired', { lasts: -1 }, /has expired/, /renew/],
    ['of another name', { hosts: ['acme.com'] }, /not for mcp\.acme\.com/, /names this host/],
    [
      'of a name one level up',
      { hosts: ['*.acme.com'], host: 'mcp.tools.acme.com' },
      /not for/,
      /mcp-tools\.acme\.com/,
    ],
  ])('with a certificate %s', async (_name, wanted, detail, fix) => {
    const { of, report } = await look(wanted);
    expect(of('tls')).toMatchObject({ status: 'FAIL', detail: expect.stringMatching(detail) });
    expect(of('tls').fix).toMatch(fix);
    expect(report.summary.fail).toBe(1);
  });

  it('that the server breaks off: no certificate for that name', async () => {
    // A fatal alert, handshake_failure, as Cloudflare sends for names without a certificate.
    const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(alert));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const network = { lookup: everyNameIsHere };
    const { of } = await examine(`https://a.b.acme.com:${port}/mcp`, [], { network });
    server.close();
    expect(of('tls')).toMatchObject({
      status: 'FAIL',
      detail: 'the server has no certificate for a.b.acme.com',
    });
    expect(of('tls').fix).toMatch(/one level below the domain: use a-b\.acme\.com/);
  });

  it('at a port that speaks plain http', async () => {
    const server = await serve(mcpServer());
    running.push(server);
    const { of } = await examine(`https://127.0.0.1:${server.port}/mcp`);
    expect(of('tls')).toMatchObject({
      status: 'FAIL',
      detail: 'that port speaks plain HTTP, not TLS',
    });
  });
});

it('health on Cloud Run cannot be asked from outside', async () => {
  const host = 'notes-abc.a.run.app';
  const certificate = selfSigned({ hosts: [host], lasts: 90 });
  const first: Spoilt['first'] = ({ url }, response) => {
    if (url !== '/healthz') return false;
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Error 404');
    return true;
  };
  const server = await serve(mcpServer({ first }), certificate);
  running.push(server);
  const network = { lookup: everyNameIsHere, ca: certificate.cert };
  const { of } = await examine(`https://${host}:${server.port}/mcp`, [], { network });
  expect(of('healthz')).toMatchObject({
    status: 'SKIP',
    detail: expect.stringMatching(/Cloud Run/),
  });
});

describe('plain http', () => {
  it('on a public name ends the visit before a credential is sent', async () => {
    const server = await serve(mcpServer());
    running.push(server);
    const network = { lookup: everyNameIsHere };
    const { of, report } = await examine(
      `http://${HOST}:${server.port}/mcp`,
      ['Authorization: Bearer a-token'],
      { network },
    );
    expect(of('tls').status).toBe('FAIL');
    expect(report.summary).toMatchObject({ pass: 1, fail: 1, skip: 19 });
    expect(server.seen).toEqual([]);
  });

  it('on a private name is warned of', async () => {
    const server = await serve(mcpServer());
    running.push(server);
    const network = { lookup: everyNameIsHere };
    const { of } = await examine(`http://mcp.internal:${server.port}/mcp`, [], { network });
    expect(of('tls').status).toBe('WARN');
    expect(of('auth-refused')).toMatchObject({
      status: 'WARN',
      detail: expect.stringMatching(/open to everybody/),
    });
  });

  it('to a port of TLS', async () => {
    const server = await serve(mcpServer(), selfSigned({ hosts: [HOST], lasts: 9 }));
    running.push(server);
    const { of } = await examine(`http://127.0.0.1:${server.port}/mcp`);
    expect(of('endpoint').status).toBe('FAIL');
    expect(of('endpoint').fix).toMatch(/https and not http/);
  });
});

describe('open to everybody', () => {
  it('fails on a public name, and not on this machine', async () => {
    const certificate = selfSigned({ hosts: [HOST, '127.0.0.1'], lasts: 90 });
    const server = await serve(mcpServer(), certificate);
    running.push(server);
    const network = { lookup: everyNameIsHere, ca: certificate.cert };
    const abroad = await examine(`https://${HOST}:${server.port}/mcp`, [], { network });
    expect(abroad.of('auth-refused')).toMatchObject({
      status: 'FAIL',
      detail: 'open to everybody: 1 tool without a credential',
    });
    const home = await examine(server.url, [], { network });
    expect(home.of('auth-refused').status).toBe('PASS');
    expect(home.of('auth-accepted')).toMatchObject({
      status: 'SKIP',
      detail: 'none was given, and none is asked for',
    });
  });
});
