// Names of files are a tool's text: made fit for a header and for a disk, wherever they came from.

/** Bytes of a name: what every file system takes, with room for an ending that a browser adds. */
const LONGEST = 200;
/** Separators and what Windows forbids; controls; marks that turn the direction of text around. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** The name without folders, controls and what hides its ending; never empty, never only dots. */
export function fitName(name: string): string {
  // Half characters, which no header takes, become the replacement character.
  const whole = Buffer.from(name, 'utf8').toString('utf8');
  const fit = trim(shorten(trim(whole.replace(UNFIT, '_'))));
  return fit === '' ? 'file' : fit;
}

/** Windows takes no dots and spaces at an end. */
function trim(name: string): string {
  return name.replace(/^\s+|[.\s]+$/g, '');
}

/** Keeps the ending, which says what it is. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const ending = /\.[A-Za-z\d]{1,10}$/.exec(name)?.[0] ?? '';
  let kept = '';
  let left = LONGEST - ending.length;
  for (const character of name) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return kept + ending;
}

/** A Content-Disposition that downloads, in the forms of RFC 6266: ASCII for old readers, then the whole name. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7E]|["\\%]/g, '_');
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, escaped);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const MEDIA_TYPE =
  /^[A-Za-z\d][\w.+-]{0,99}\/[A-Za-z\d][\w.+-]{0,99}(?:; *[\w-]{1,50}=[\w.+-]{1,99})?$/;

/** True for a media type, such as `text/csv; charset=utf-8`. */
export function isMediaType(text: string): boolean {
  return MEDIA_TYPE.test(text);
}
