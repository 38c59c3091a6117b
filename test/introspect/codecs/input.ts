/** Values that travel as text. */
export function all(
  url: URL,
  pattern: RegExp,
  big: bigint,
  bytes: Uint8Array,
  buffer: Buffer,
  raw: ArrayBuffer,
): { url: URL; big: bigint; bytes: Uint8Array } {
  return { url, big, bytes };
}
