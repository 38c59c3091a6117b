// One encoder per target language: the only way text from users reaches generated files.

import type { TomlTable } from '../plan/clients/entry.js';
import { isDnsName } from '../plan/proxy/public-host.js';

// Characters that end a line, hide text or reorder it for the reader, in every language we write.
const INVISIBLE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f]/g;
// Those but the end of a line and the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f]/g;
const PLAIN = /^[\x20-\x7e]*$/;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A TypeScript string literal that evaluates to exactly `text`. */
export function lit(text: string): string {
  const plain = PLAIN.test(text) && !/['\\]|<[/!]/.test(text);
  return plain ? `'${text}'` : escapeJson(JSON.stringify(text));
}

/** JSON text, two spaces deep; the same value parses back. */
export function json(value: unknown): string {
  return escapeJson(JSON.stringify(value, null, 2));
}

/** Whether `name` may stand after a dot or as a bare property key. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** A property path as an expression: `member('lib', ['a', 'odd name'])` is `lib.a["odd name"]`. */
export function member(root: string, path: readonly string[]): string {
  return path.reduce(
    (code, name) => code + (isIdentifier(name) ? `.${name}` : `[${doubleQuoted(name)}]`),
    root,
  );
}

/** One line inside a line or block comment; it can end neither. */
export function comment(text: string): string {
  return oneLine(text).replaceAll('*/', '*\\/').replaceAll('/*', '/\\*');
}

/** Markdown text on one line, also in a table cell; shows as it reads, without spaces at its ends. */
export function md(text: string): string {
  return oneLine(text)
    .trim()
    .replace(/[\\`*_{}[\]<>|~#$]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=]/, (character) => `\\${character}`);
}

/** Markdown inline code on one line, also in a table cell. */
export function mdCode(text: string): string {
  const line = oneLine(text);
  if (line.includes('|') || line.trim() === '') return `<code>${asEntities(line)}</code>`;
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const edge = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return fence + edge + line + edge + fence;
}

/** Text in an HTML element, or a value between double quotes; lines stay lines. */
export function html(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNPRINTABLE, ' ')
    .replace(INVISIBLE, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>|"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Between tags Markdown is still read: no character that could mean something is left. */
function asEntities(line: string): string {
  return line.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A YAML scalar: always a double-quoted string. */
export function yaml(text: string): string {
  return doubleQuoted(text);
}

/** A YAML scalar in a Compose file, where `$` would start a variable. */
export function compose(text: string): string {
  return doubleQuoted(text).replaceAll('$', '$$$$');
}

/**
 * A TOML document; every table has a header of its own. Half a surrogate pair, which TOML cannot
 * hold, throws a RangeError.
 */
export function toml(table: TomlTable, path: readonly string[] = []): string {
  const lines: string[] = [];
  const tables: string[] = [];
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === 'string') lines.push(`${tomlKey(key)} = ${tomlText(value)}\n`);
    else tables.push(toml(value, [...path, key]));
  }
  const isShown = path.length > 0 && (lines.length > 0 || tables.length === 0);
  const own = isShown ? `[${path.map(tomlKey).join('.')}]\n${lines.join('')}` : lines.join('');
  return [own, ...tables].filter((part) => part !== '').join('\n');
}

/**
 * A TOML string: JSON's escapes are TOML's, but for the slash. Half a surrogate pair, which TOML cannot
 * hold, throws a RangeError.
 */
export function tomlText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new RangeError(`cannot be written in TOML: ${JSON.stringify(text)}`);
  }
  return JSON.stringify(text).replace(INVISIBLE, (character) => unicodeEscape(character));
}

/**
 * A value in an `.env` file, read alike by Node and Compose. Both lack escapes inside quotes, so text
 * that holds every quote character throws a RangeError.
 */
export function env(text: string): string {
  if (/^[A-Za-z0-9_./:@%+,~-]*$/.test(text)) return text;
  const isWritable = !/[\r\0\p{Surrogate}]/u.test(text);
  if (isWritable && !text.includes("'")) return `'${text}'`;
  if (isWritable && !/["\\$\n`]/.test(text)) return `"${text}"`;
  throw new RangeError(`cannot be written in an .env file: ${JSON.stringify(text)}`);
}

/** A name of the DNS, as nginx and Caddy take it bare; any other text throws a RangeError. */
export function dnsName(text: string): string {
  if (isDnsName(text)) return text;
  throw new RangeError(`is no host name: ${JSON.stringify(text)}`);
}

/** A path in a systemd unit, up to the end of its line: ends in a slash, so that no line is continued. */
export function unitPath(text: string): string {
  return `${oneLine(text).replaceAll('%', '%%').replace(/\/+$/, '')}/`;
}

/** One word in a systemd unit: an assignment of Environment=. */
export function unitWord(text: string): string {
  return `"${oneLine(text).replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}

/** A relative path as every output file spells it: forward slashes, no control characters. */
export function path(text: string): string {
  return oneLine(text.replaceAll('\\', '/'));
}

/** One argument of a command line shown in documents (POSIX shells). */
export function shellArg(text: string): string {
  const line = oneLine(text);
  return /^[A-Za-z0-9_./:@%+,=-]+$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlText(key);
}

function doubleQuoted(text: string): string {
  return escapeJson(JSON.stringify(text));
}

/** What JSON.stringify leaves in strings although it is not plain text everywhere. */
function escapeJson(text: string): string {
  return text
    .replace(INVISIBLE, (character) => unicodeEscape(character))
    .replaceAll('</', '<\\/')
    .replaceAll('<!', '\\u003c!');
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').replace(INVISIBLE, ' ');
}
