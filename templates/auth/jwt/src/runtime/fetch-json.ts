// JSON from whoever issues tokens: answered in time and by itself, or an error that an operator can act on.
import { isLoopback } from './env-values.ts';

/** Milliseconds for all that is fetched to find the keys. */
const TIMEOUT = 5000;

/** One limit for a chain of requests. */
export function fetchLimit(): AbortSignal {
  return AbortSignal.timeout(TIMEOUT);
}

/** The object at `url`. A redirect is not followed: keys come from the address that was set. */
export async function fetchJson(url: URL, signal: AbortSignal): Promise<object> {
  const headers = { accept: 'application/json' };
  const answer = await fetch(url, { redirect: 'manual', headers, signal }).catch(
    (cause: unknown) => {
      throw new Error(`${url.href} cannot be reached (${reasonOf(cause)})`, { cause });
    },
  );
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`${url.href} ${describe(answer)}`);
  }
  const body: unknown = await answer.json().catch((cause: unknown) => {
    throw new Error(`${url.href} answers with something that is no JSON`, { cause });
  });
  if (typeof body === 'object' && body !== null) return body;
  throw new Error(`${url.href} answers with something that is no JSON object`);
}

/** Keys and tokens go over https; plain http is for tests on this machine. */
export function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function describe({ status, headers }: Response): string {
  if (status < 300 || status > 399) return `answers ${status}`;
  return `redirects to ${headers.get('location') ?? 'nowhere'}, which is not followed`;
}

/** fetch says why it failed only in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT / 1000} s`;
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error ? String(error.code) : error.message;
}
