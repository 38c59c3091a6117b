import { PassThrough, Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';

/** Text from a web stream. */
export function words(text: string): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      for (const word of text.split(' ')) controller.enqueue(word);
      controller.close();
    },
  });
}
/** Bytes from a web stream. */
export function raw(size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(size));
      controller.close();
    },
  });
}
/** A picture.
 * @mime image/png
 * @returns the picture
 */
export async function picture(): Promise<Readable> {
  return Readable.from([Buffer.from([1, 2]), Buffer.from([3])]);
}
/** A page; a character may be cut in two.
 * @mime text/html
 */
export function html(): Readable {
  const bytes = Buffer.from('<p>größe</p>');
  return Readable.from([bytes.subarray(0, 6), bytes.subarray(6)]);
}
/** A duplex stream.
 * @mime application/json
 */
export function json(): PassThrough {
  const stream = new PassThrough();
  stream.end('{"a":1}');
  return stream;
}
/** Objects are items. */
export function records(): ReadableStream<{ id: number }> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue({ id: 1 });
      controller.close();
    },
  });
}
/** Too much. */
export function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) });
}
/** Breaks off. */
export function broken(): Readable {
  return Readable.from(
    (function* () {
      yield 'a';
      throw new Error('the line went dead');
    })(),
  );
}
/** Bytes.
 * @mime application/pdf
 */
export function pdf(): Buffer {
  return Buffer.from([1, 2, 3]);
}
/** Bytes, or none. */
export function thumbnail(some: boolean): Promise<Uint8Array | undefined> {
  return Promise.resolve(some ? new Uint8Array([9]) : undefined);
}
/** A buffer of the language. */
export function memory(): ArrayBuffer {
  return new Uint8Array([1, 2, 3]).buffer;
}
/** A Blob.
 * @mime image/gif
 */
export async function blob(): Promise<Blob> {
  return new Blob(['abc']);
}
/** Bytes within an object. */
export function file(): { name: string; data: Buffer } {
  return { name: 'a', data: Buffer.from('abc') };
}
/** Perhaps. */
export function perhaps(): Readable | null {
  return null;
}
/** What is fetched. */
export function fetched(): Promise<Response> {
  return Promise.resolve(new Response('x'));
}
/** A function that makes one. */
export function curried(a: number): (b: number) => number {
  return (b) => a + b;
}
/** A function, or none. */
export function hook(): (() => void) | undefined {
  return undefined;
}
