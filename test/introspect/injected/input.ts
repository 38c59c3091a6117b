interface ToolContext { signal: AbortSignal; progress(done: number): void }
/** Context by type. */
export function typed(id: string, context: ToolContext): void {}
/** Context by name. */
export function named(id: string, ctx?: { log(level: string, data: unknown): void }): void {}
/** A plain ctx is a parameter. */
export function plain(ctx: { x: number }, n: number): void {}
/** Signal and progress. */
export function slow(id: string, signal?: AbortSignal, onProgress?: (done: number) => void): void {}
/** So is one that is text. */
export function text(ctx: string): string { return ctx; }
/** So is a list. */
export function list(n: number, ctx: string[]): void {}
/** Makes files. */
export function drawn(id: string, ctx?: { file(name: string, mimeType: string, data: Uint8Array): Promise<{ uri: string }> }): void {}
