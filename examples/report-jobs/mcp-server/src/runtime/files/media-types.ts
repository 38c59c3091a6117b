// What bytes are that nobody named: told by how they begin.
import { isUtf8 } from 'node:buffer';

export const UNKNOWN = 'application/octet-stream';

/** The endings of the types that tools make; of others a file gets none. */
const ENDINGS = new Map([
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/gif', '.gif'],
  ['image/webp', '.webp'],
  ['image/svg+xml', '.svg'],
  ['application/pdf', '.pdf'],
  ['application/zip', '.zip'],
  ['application/gzip', '.gz'],
  ['application/json', '.json'],
  ['application/xml', '.xml'],
  ['text/html', '.html'],
  ['text/csv', '.csv'],
  ['text/markdown', '.md'],
  ['text/plain', '.txt'],
  ['audio/mpeg', '.mp3'],
  ['audio/wav', '.wav'],
  ['video/mp4', '.mp4'],
  [UNKNOWN, '.bin'],
]);

/** With its dot; empty for a type that has no usual one. */
export function endingOf(mimeType: string): string {
  return ENDINGS.get(mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '') ?? '';
}

/** In hexadecimal digits. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^ffd8ff/, 'image/jpeg'],
  [/^47494638(?:37|39)61/, 'image/gif'],
  [/^52494646.{8}57454250/, 'image/webp'],
  [/^52494646.{8}57415645/, 'audio/wav'],
  [/^255044462d/, 'application/pdf'],
  [/^504b(?:0304|0506)/, 'application/zip'],
  [/^1f8b08/, 'application/gzip'],
];

/** The media type of the bytes: by their beginning, or as text when that is what they are. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const known = BEGINNINGS.find(([pattern]) => pattern.test(beginning));
  return known?.[1] ?? (isText(bytes) ? textTypeOf(bytes) : UNKNOWN);
}

function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && isUtf8(bytes) && !bytes.some(isControl);
}

/** Tab, the ends of lines and pages, and the escape that colours terminals are text. */
function isControl(byte: number): boolean {
  return byte < 9 || byte === 11 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;
}

/** Longer text is not parsed to find out whether it is JSON. */
const LONGEST_JSON = 1024 * 1024;

const SVG = /^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/s;

function textTypeOf(bytes: Uint8Array): string {
  const beginning = Buffer.from(bytes.subarray(0, 1024)).toString('utf8').trimStart();
  if (SVG.test(beginning)) {
    return 'image/svg+xml';
  }
  if (beginning.startsWith('<?xml')) return 'application/xml';
  if (/^[[{]/.test(beginning) && bytes.length <= LONGEST_JSON && isJson(bytes)) {
    return 'application/json';
  }
  return 'text/plain';
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'));
    return true;
  } catch {
    return false; // text that begins like JSON
  }
}
