// The generated configuration of a proxy, run on free ports of this machine with a certificate made here.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as secureRequest } from 'node:https';
import { join } from 'node:path';
import type { FileTree } from '../../src/tree/file-tree.js';
import { scratch } from './project.ts';
import { cleanEnv, runOk } from './run.ts';
import { collect, freePort, stop } from './server.ts';

export const NAME = 'notes.example.com';

export interface RunningProxy {
  readonly http: number;
  readonly https: number;
  stop(): Promise<number | null>;
}

interface Ports {
  readonly http: number;
  readonly https: number;
  readonly upstream: number;
}

/** How each program is made to listen here, is asked whether it understands the file, and is run. */
const PROGRAMS = {
  caddy: {
    file: 'deploy/Caddyfile',
    here: (text: string, { http, https, upstream }: Ports) =>
      text
        .replace(/^\{$/m, `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}`)
        .replace(/^notes\.example\.com \{$/m, '$&\n\ttls cert.pem key.pem')
        .replaceAll('127.0.0.1:8900', `127.0.0.1:${upstream}`),
    check: ['validate', '--adapter', 'caddyfile', '--config', 'config'],
    run: ['run', '--adapter', 'caddyfile', '--config', 'config'],
    ready: /serving initial configuration/,
  },
  nginx: {
    file: 'deploy/nginx.conf',
    here: (text: string, { http, https, upstream }: Ports) =>
      [
        process.getuid?.() === 0 ? 'user root;' : '',
        'daemon off; pid pid; error_log stderr notice; events {}',
        'http { access_log off; client_body_temp_path body; proxy_temp_path proxy;',
        text
          .replaceAll('listen 80', `listen 127.0.0.1:${http}`)
          .replaceAll('listen 443', `listen 127.0.0.1:${https}`)
          .replaceAll(/\/etc\/letsencrypt\/\S+\/(?:fullchain|privkey)\.pem/g, (path) =>
            path.endsWith('privkey.pem') ? 'key.pem' : 'cert.pem',
          )
          .replaceAll('127.0.0.1:8900', `127.0.0.1:${upstream}`),
        '}',
      ].join('\n'),
    check: ['-p', '.', '-e', 'stderr', '-c', 'config', '-t'],
    run: ['-p', '.', '-e', 'stderr', '-c', 'config'],
    ready: /start worker process \d+/,
  },
} as const;

export const PROXIES = ['caddy', 'nginx'] as const;

/** Starts the proxy of a project in front of a port; fails unless the program takes the file as it is. */
export async function startProxy(
  program: (typeof PROXIES)[number],
  tree: FileTree,
  upstream: number,
): Promise<RunningProxy> {
  const { file, here, check, run: args, ready } = PROGRAMS[program];
  const dir = await scratch(program);
  const ports = { http: await freePort(), https: await freePort(), upstream };
  await writeFile(join(dir, 'config'), here(tree.get(file)?.content ?? '', ports));
  await certificate(dir);
  const env = { HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir };
  await runOk(program, check, { cwd: dir, env });
  const child = spawn(program, args, {
    cwd: dir,
    env: cleanEnv(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log = collect(child);
  if ((await log.find(ready)) === undefined) throw new Error(`${program} ended:\n${log.text}`);
  return { ...ports, stop: () => stop(child) };
}

async function certificate(dir: string): Promise<void> {
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-nodes'];
  const name = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  await runOk('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...files, ...name], { cwd: dir });
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One call by TLS under the proxy's name; resolves when the first bytes of the answer are there. */
export async function throughProxy(
  { https }: RunningProxy,
  { method = 'POST', path = '/mcp', headers, body }: Asked,
) {
  const outgoing = secureRequest({
    ...{
      host: '127.0.0.1',
      port: https,
      servername: NAME,
      rejectUnauthorized: false,
      agent: false,
    },
    ...{ method, path, headers: { Host: NAME, ...headers } },
  });
  // A refused body may be cut off while it is sent; the answer counts, and its lack fails below.
  outgoing.on('error', () => outgoing.destroy());
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  const chunks = incoming.setEncoding('utf8')[Symbol.asyncIterator]();
  const first: { readonly value?: string } = await chunks.next();
  const rest = async () => {
    let text = '';
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) text += next.value;
    return text;
  };
  return { status: incoming.statusCode, first: first.value ?? '', rest };
}
