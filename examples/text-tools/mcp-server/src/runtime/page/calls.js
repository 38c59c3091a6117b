// Asking the server from the page: as its caller, one question after the other, and until a job has ended.

/**
 * @typedef {{ text?: string, uri?: string, name?: string, data?: string, mimeType?: string }} Block
 * @typedef {{ content: readonly Block[], isError?: boolean, structuredContent?: unknown }} Result
 * @typedef {{ state: string, stage: number, total_stages: number, message: string, error: string | null }} Status
 */

/** Milliseconds between two questions about a job. */
const PACE = 500;
const ENDED = ['succeeded', 'failed', 'cancelled'];

/** It is here and nowhere else: not in a field, not in the page, not in any storage. */
let credential = {};

/**
 * From now on every question carries it.
 * @param {Record<string, string>} headers
 */
export function callAs(headers) {
  credential = headers;
}

/**
 * The result of a method; an Error with the server's own words when there is none.
 * @template T
 * @param {string} method
 * @param {object} params
 * @returns {Promise<T>}
 */
export async function ask(method, params) {
  const response = await fetch('mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credential },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  if (!response.headers.get('content-type')?.startsWith('application/json')) {
    throw new Error(`HTTP ${response.status}: what answered is not this server`);
  }
  /** @type {{ result: T, error?: { message: string } }} */
  const { result, error } = await response.json();
  if (error !== undefined) throw new Error(error.message);
  return result;
}

/**
 * @param {string} name
 * @param {object} args
 * @returns {Promise<Result>}
 */
export function call(name, args) {
  return ask('tools/call', { name, arguments: args });
}

/**
 * What a tool without a schema of its own wrote as text, or the structured form.
 * @template T
 * @param {Result} result
 * @returns {T}
 */
export function answered({ content, structuredContent }) {
  /** @type {T} */
  const value = structuredContent ?? JSON.parse(content[0]?.text ?? 'null');
  return value;
}

/**
 * Asks for a job's progress until it has ended.
 * @param {string} job
 * @param {object} id
 * @param {(status: Status) => void} report
 */
export async function follow(job, id, report) {
  for (;;) {
    const answer = await call(`get_${job}_status`, id);
    if (answer.isError) throw new Error(answer.content[0]?.text);
    /** @type {Status} */
    const status = answered(answer);
    report(status);
    if (ENDED.includes(status.state)) return;
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
}
