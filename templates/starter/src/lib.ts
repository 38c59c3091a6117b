// Your tools: every exported function is one. Its types become the input's schema, its comment the description.
import { crc32, deflateSync } from 'node:zlib';

/**
 * Adds two numbers.
 * @param a The first number
 * @param b The second number
 * @returns The sum
 */
export function add(a: number, b: number): number {
  return a + b;
}

export interface EchoOptions {
  /** How often to repeat the text */
  times?: number;
  /** Put between the repetitions */
  separator?: string;
}

/**
 * Gives a text back, repeated when asked to.
 * @param text What to say
 */
export function echo(text: string, options: EchoOptions = {}): string {
  const { times = 1, separator = ' ' } = options;
  if (!Number.isInteger(times) || times < 1 || times > 100) {
    throw new Error(`times must be a whole number from 1 to 100, not ${times}`);
  }
  return Array.from({ length: times }, () => text).join(separator);
}

/** What the server gives a function that asks for it with its last parameter. */
export interface ToolContext {
  /** Says how far it is: to whoever asks for the status of a job, or waits for a call. */
  progress(done: number, total?: number, message?: string): void;
  /** Makes a file, which the caller gets a link to. */
  file(name: string, mimeType: string, data: Uint8Array): Promise<{ readonly uri: string }>;
}

/**
 * Draws the Mandelbrot set as a PNG picture. It is a job: its caller starts it, asks how far it is, and
 * fetches the picture by the link in its result.
 * @param size Pixels on each side, 16 to 4096
 * @returns How many of its points belong to the set
 * @job
 * @idempotent
 */
export async function render(size: number, ctx: ToolContext): Promise<{ points: number }> {
  if (!Number.isInteger(size) || size < 16 || size > 4096) {
    throw new Error(`size must be a whole number from 16 to 4096, not ${size}`);
  }
  ctx.progress(1, 3, 'computing the points');
  const rows = Array.from({ length: size }, (_, row) =>
    Uint8Array.from({ length: size }, (_, column) =>
      shade((column / size) * 3 - 2.25, (row / size) * 3 - 1.5),
    ),
  );
  ctx.progress(2, 3, 'compressing the picture');
  const picture = png(rows);
  ctx.progress(3, 3, 'writing the file');
  await ctx.file('mandelbrot.png', 'image/png', picture);
  return { points: rows.reduce((sum, row) => sum + row.filter((each) => each === 0).length, 0) };
}

/** 0 for a point of the set; for others lighter, the sooner they leave it. */
function shade(x: number, y: number): number {
  let [re, im] = [0, 0];
  for (let step = 255; step > 0; step -= 1) {
    [re, im] = [re * re - im * im + x, 2 * re * im + y];
    if (re * re + im * im > 4) return step;
  }
  return 0;
}

/** A PNG file of rows of grey pixels, 0 to 255. */
function png(rows: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(rows[0]?.length ?? 0, 0);
  header.writeUInt32BE(rows.length, 4);
  const pixels = Buffer.concat(rows.flatMap((row) => [Buffer.of(0), row]));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Its length, its name, what it holds, and a checksum. */
function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
