// What a server is called where platforms allow little: one name for all of them.
import { dashed } from '../../model/names.js';

/** Cloud Run takes the least; with `-worker` it is a label of the DNS still. */
const LONGEST = 49;

/** Lower case letters, digits and dashes, a letter first: a DNS label (RFC 1035), `mcp-` before a digit. */
export function hostedName(name: string): string {
  const base = dashed(name);
  const lettered = /^[a-z]/.test(base) ? base : `mcp-${base}`;
  return lettered.slice(0, LONGEST).replace(/-+$/, '');
}
