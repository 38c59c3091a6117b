// Which names a server and its folder may have, and how one is found when none is given.
import validateNpmName from 'validate-npm-package-name';
import { WrapError } from '../errors.js';

const MAX_LENGTH = 100;
const WINDOWS_DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/** @throws WrapError `usage.name` with the reason and, where there is one, a legal name close to it. */
export function checkName(name: string): void {
  const reason = whyIllegal(name);
  if (reason === undefined) return;
  throw new WrapError('usage.name', `the name ${shown(name)} is not legal: ${reason}`, {
    hint: `give another with --name, e.g. --name ${deriveName(name)}`,
  });
}

/** The last part of a folder that is to be made; it has to be legal on every system. */
export function checkFolderName(folder: string): void {
  const reason =
    folder.length > MAX_LENGTH
      ? `it is longer than ${MAX_LENGTH} characters`
      : WINDOWS_DEVICES.test(folder)
        ? 'Windows reserves it'
        : folder.startsWith('-')
          ? 'it starts with "-", as flags do'
          : undefined;
  if (reason === undefined) return;
  throw new WrapError('usage.name', `the folder name ${shown(folder)} is not legal: ${reason}`, {
    hint: 'name another folder',
  });
}

/** A legal name made from a package's or a folder's name. */
export function deriveName(text: string): string {
  const name = text
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, MAX_LENGTH / 2);
  if (whyIllegal(name) === undefined) return name;
  const prefixed = `mcp-${name}`;
  return name !== '' && whyIllegal(prefixed) === undefined ? prefixed : 'mcp-server';
}

function whyIllegal(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (name.startsWith('-')) return 'it starts with "-", as flags do';
  if (WINDOWS_DEVICES.test(name)) return 'Windows reserves it';
  const { validForNewPackages, errors, warnings } = validateNpmName(name);
  return validForNewPackages ? undefined : [...(errors ?? []), ...(warnings ?? [])].join('; ');
}

function shown(name: string): string {
  const text = JSON.stringify(name);
  return text.length > 60 ? `${text.slice(0, 56)}…"` : text;
}
