// One raw HTTP exchange over node:http, so that any header can be forged.
import { request } from 'node:http';

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** Host too; what is not given is not sent. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends exactly what is given to `origin` and gathers the whole answer. */
export function send(origin: string, raw: RawRequest): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(raw.path ?? '/mcp', origin),
      { method: raw.method ?? 'POST', headers: { ...raw.headers }, agent: false },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(raw.body);
  });
}
