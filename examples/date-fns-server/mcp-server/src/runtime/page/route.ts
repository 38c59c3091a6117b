// GET / for people: what the server is and how clients are connected; in dev, forms that call its tools.
import type { ServerResponse } from 'node:http';
import { type Checked, type Env, isLoopback, type Parser, readEnv } from '../env-values.ts';
import { sendProblem, sendText } from '../exchange.ts';
import { pathOf } from '../gates.ts';
import type { PrepareService, Route } from '../service.ts';
import type { Settings } from '../settings.ts';

export interface PageTexts {
  readonly html: string;
  /** What it loads, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The scripts that call tools, loaded in dev alone. */
  readonly forms: Readonly<Record<string, string>>;
}

/** `dev` is `on` with forms, for the machine that the server runs on. */
type Mode = 'off' | 'on' | 'dev';

/** Where the page takes the script of the forms. */
const FORMS = '<!-- forms -->';
const FORMS_SCRIPT = '<script type="module" src="try.js"></script>';

/** Nothing is loaded from elsewhere, nothing runs that stands in the page, and no other page shows it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The service with the page beside it, where CONNECT_PAGE asks for one. */
export function withPage(texts: PageTexts, prepare: PrepareService): PrepareService {
  return (env, settings) => {
    const { value: mode, problems } = readMode(env, settings);
    const parts = prepare(env, settings);
    return {
      problems: [...parts.problems, ...problems],
      value: async (host) => {
        const service = await parts.value(host);
        if (mode === 'off') return service;
        return { ...service, routes: [...(service.routes ?? []), createRoute(texts, mode)] };
      },
    };
  };
}

const pageMode: Parser<Mode> = {
  expected: 'off, on or dev',
  read: (text) => (['off', 'on', 'dev'] as const).find((mode) => mode === text.toLowerCase()),
};

function readMode(env: Env, { host }: Settings): Checked<Mode> {
  const read = readEnv(env, (take) => take(['CONNECT_PAGE'], 'off', pageMode));
  if (read.value !== 'dev' || isLoopback(host)) return read;
  const problem =
    `CONNECT_PAGE is dev, which is for this machine alone, but MCP_HOST is ${host}: ` +
    'set MCP_HOST to 127.0.0.1, or CONNECT_PAGE to on or off';
  return { value: 'off', problems: [...read.problems, problem] };
}

function createRoute({ html, files, forms }: PageTexts, mode: 'on' | 'dev'): Route {
  const loaded = mode === 'dev' ? { ...files, ...forms } : files;
  const answers = new Map([
    ['/', { type: 'text/html', text: html.replace(FORMS, mode === 'dev' ? FORMS_SCRIPT : '') }],
    ...Object.entries(loaded).map(([name, text]) => [`/${name}`, answerOf(name, text)] as const),
  ]);
  return {
    serves: (path) => answers.has(path),
    async serve({ request, response }) {
      const answer = answers.get(pathOf(request));
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (answer === undefined || !isRead) return refuse(response);
      const headers = { 'content-type': `${answer.type}; charset=utf-8`, ...HEADERS };
      sendText(response, 200, headers, answer.text);
      return 'served';
    },
  };
}

function answerOf(name: string, text: string) {
  return { type: name.endsWith('.css') ? 'text/css' : 'text/javascript', text };
}

function refuse(response: ServerResponse): 'served' {
  const headers = { allow: 'GET, HEAD' };
  sendProblem(response, { status: 405, code: -32000, message: 'method not allowed', headers });
  return 'served';
}
