// A client's own file as text: in handoff/, and on the page.
import type { ClientFile } from '../plan/clients/entry.js';
import type { HandOff } from '../plan/handoff.js';
import { json, toml } from './helpers.js';

export function clientText(file: ClientFile, handOff: HandOff): string {
  return file.format === 'json' ? `${json(file.content(handOff))}\n` : toml(file.content(handOff));
}
