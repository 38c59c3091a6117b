enum Level {
  Low = 'low',
  High = 'high',
}
const LIMITS = { most: 50 } as const;
const FIELDS = ['id', 'name'] as const;

/** Defaults of every sort. */
export function defaults(
  text = 'a',
  count = -5,
  flag = true,
  nothing: string | null = null,
  level = Level.High,
  most: number = LIMITS.most,
  fields: readonly string[] = FIELDS,
  nested: { deep: number[]; on?: boolean } = { deep: [1, 2] },
  now = new Date(0),
  big = 10n,
  template = `x`,
  size = 2 * 8,
): string {
  return JSON.stringify([text, count, flag, nothing, level, most, fields, nested, now, `${big}`, template, size]);
}

/** A default that its own schema refuses is no default. @param port where @default "none" */
export function wrong(
  /** Where. @minimum 10 */
  port = 5,
  /** What. @default 7 @example "fine" @example 8 */
  name = 'x',
): string {
  return `${port} ${name}`;
}

/** Defaults inside of what is taken apart. */
export function inner({
  a = 1,
  b: { c = 'deep', d } = { d: true },
  ...rest
}: {
  a?: number;
  b?: { c?: string; d: boolean };
  e?: number;
}): string {
  return JSON.stringify([a, c, d, rest]);
}

/** Taken apart beside others. @param id which @param size how large @param size.width how wide */
export function beside(id: string, { width = 5, height }: { width?: number; height: number }): string {
  return `${id} ${width}x${height}`;
}

/** Two of them. */
export function pair({ x }: { x: number }, [first, second = 2]: [number, number?]): number {
  return x + first + second;
}

/** A tuple in rest position. @param id which */
export function spread(...args: [id: string, count?: number, ...tags: string[]]): string {
  const [id, count, ...tags] = args;
  return JSON.stringify([id, count ?? null, tags]);
}

/** Members that are given by name, others left out in between. */
export function middle(a: string, b?: number, c = 'c', ...d: boolean[]): string {
  return JSON.stringify([a, b ?? null, c, d]);
}

/** this is nothing. */
export function loose(this: void, a: number): number {
  return a;
}

/** this is something. */
export function bound(this: Map<string, number>, a: number): number {
  return this.size + a;
}

/** Words that mean something to the language. */
export function reserved(
  { class: kind, default: other }: { class: string; default?: number },
  constructor: string,
  größe: number,
  $: string,
): string {
  return JSON.stringify([kind, other ?? null, constructor, größe, $]);
}

/** What cannot be sent is left out at the end. */
export function trailing(a: number, done?: (error: Error | null) => void, log?: (text: string) => void): number {
  log?.('x');
  done?.(null);
  return a;
}

/** Required callbacks cannot. */
export function required(a: number, each: (n: number) => void): number {
  each(a);
  return a;
}

interface Options {
  /** How often. */
  times?: number;
  signal?: AbortSignal;
}
/** Cancelled by an options object. */
export function cancellable(id: string, options: Options = {}): string {
  return `${id} ${options.times ?? 0} ${options.signal?.aborted ?? 'none'}`;
}

/** The same, flattened. */
export function stoppable({ times = 1, signal }: Options): string {
  return `${times} ${signal?.aborted ?? 'none'}`;
}

/** Anything, any number of times. */
export function anything(...args: any[]): number {
  return args.length;
}

/** Documented anything. @param args whatever there is */
export function documented(...args: unknown[]): number {
  return args.length;
}

/** Nothing but a signal. */
export function abortable(id: string, { signal }: { signal?: AbortSignal } = {}): string {
  return `${id} ${signal?.aborted ?? 'none'}`;
}

/** Options that cannot be made up. */
export function sendable(id: string, how?: { to: string; signal?: AbortSignal }): string {
  return how === undefined ? `${id} none` : `${id} ${how.to} ${how.signal?.aborted ?? 'none'}`;
}
