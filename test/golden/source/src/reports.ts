// A user's module for the golden projects with jobs and files.

interface Row {
  /** What is counted */
  name: string;
  amount: number;
}

/** What the functions here need of the server. */
interface Context {
  readonly signal: AbortSignal;
  readonly caller: string;
  progress(done: number, total?: number, message?: string): void;
  log(level: 'info' | 'warning', data: unknown): void;
  file(
    name: string,
    mimeType: string,
    data: Uint8Array | string,
  ): Promise<{ uri: string; name: string; mimeType: string; size: number }>;
}

/**
 * Writes a report, page by page.
 * @param rows What it is about
 * @job
 * @idempotent
 * @timeout 10m
 */
export async function report(rows: Row[], ctx: Context): Promise<{ pages: number } | undefined> {
  for (const [index, row] of rows.entries()) {
    ctx.signal.throwIfAborted();
    ctx.progress(index, rows.length, `writing about ${row.name}`);
  }
  ctx.log('info', { caller: ctx.caller });
  await ctx.file('report.txt', 'text/plain', rows.map(({ name }) => name).join('\n'));
  return rows.length === 0 ? undefined : { pages: rows.length };
}

/** Gives the lines of a report one by one. */
export async function* lines(rows: Row[]): AsyncGenerator<string> {
  for (const { name, amount } of rows) yield `${name}: ${amount}`;
}

/**
 * Counts for long.
 * @param idempotency_key A key of its own
 * @job
 */
export function count(idempotency_key: string, onProgress: (done: number) => void): number {
  onProgress(1);
  return idempotency_key.length;
}

/**
 * Draws a chart.
 * @mime image/svg+xml
 */
export function chart(rows: Row[]): Uint8Array {
  return new TextEncoder().encode(`<svg>${rows.length}</svg>`);
}

/** Gives bytes where there are some. */
export function attachment(name: string): Buffer | null {
  return name === '' ? null : Buffer.from(name);
}
