// The module that the fixture's tools wrap.

export function add(a: number, b: number): number {
  return a + b;
}

export function echo(text: string): string {
  return text;
}

/** Says so on stdout, which `--stdio` must keep out of the protocol. */
export function touch(): void {
  if (!process.argv.includes('--stdio')) return;
  console.log('touched');
  process.stdout.write('{"touched":true}\n');
}

export async function dayAfter(day: Date): Promise<Date> {
  return new Date(day.getTime() + 86_400_000);
}

export function find(options: { limit?: number; tags?: string[] }): {
  items: { id: number; secret: string }[];
  next: string | null;
} {
  const items = Array.from({ length: options.limit ?? 2 }, (_, id) => ({ id, secret: 'hidden' }));
  return { items, next: options.tags?.join() ?? null };
}

class NotFound extends Error {}

function trap(): never {
  throw new Error('a trap at secret-place');
}

/** Fails in the way asked for. */
export function fail(how: string): number {
  if (how === 'trap')
    throw new Proxy(new Error('x'), { get: trap, has: trap, getPrototypeOf: trap });
  if (how === 'stray') setTimeout(trap);
  if (how === 'own') throw new NotFound('no note 7 in /home/jo/notes.db');
  if (how === 'bug') throw new TypeError('x is undefined at secret-place');
  return Number.NaN;
}

const waiting = new Map<string, () => void>();
const aborted = new Set<string>();

/** Resolves when released, or when its signal aborts. */
export function wait(name: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    if (process.env.VITEST === undefined) process.stderr.write('waiting\n');
    waiting.set(name, () => resolve(`released ${name}`));
    signal.addEventListener('abort', () => aborted.add(name), { once: true });
  });
}

/** Takes a moment, and says on stderr that it began. */
export async function pause(): Promise<string> {
  process.stderr.write('pausing\n');
  await new Promise((resolve) => setTimeout(resolve, 300));
  return 'rested';
}

export function isWaiting(name: string): boolean {
  return waiting.has(name);
}

export function wasAborted(name: string): boolean {
  return aborted.has(name);
}

export function release(name: string): void {
  waiting.get(name)?.();
  waiting.delete(name);
}

export function steps(count: number, progress: (done: number, total?: number) => void): string {
  for (let done = 1; done <= count; done += 1) progress(done, count);
  progress(1, count);
  return `${count} steps`;
}

export function odd(which: string): unknown {
  if (which === 'big') return 'x'.repeat(2_000_000);
  if (which === 'huge') return 'x'.repeat(30_000_000);
  if (which === 'circular') {
    const self: Record<string, unknown> = { n: 1n, at: new Date(0), nan: Number.NaN };
    self.self = self;
    return self;
  }
  return new Map([['a', new Set([1])]]);
}
