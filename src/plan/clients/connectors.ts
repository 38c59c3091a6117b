// claude.ai and ChatGPT: connectors that are typed into a form, and reach the server from the internet.
import type { HandOff } from '../handoff.js';
import type { ClientEntry, Step } from './entry.js';
import { secretHeaders } from './secrets.js';

export const claudeAi: ClientEntry = {
  label: 'claude.ai',
  steps: (handOff) =>
    connector(handOff, 'Settings, Connectors, Add custom connector: name and address:'),
};

export const chatGpt: ClientEntry = {
  label: 'ChatGPT',
  steps: (handOff) =>
    connector(
      handOff,
      'Settings, Apps & Connectors, Advanced settings, Developer mode; then Create: name and address:',
    ),
};

function connector(handOff: HandOff, where: string): readonly Step[] {
  const needed = 'It is the vendor that connects, from the internet: the address has to be public';
  const reach = handOff.warning === undefined ? `${needed}.` : `${needed}, and loopback is not.`;
  const secrets = secretHeaders(handOff).map(({ header }) => header);
  const refused = `Its form knows OAuth and no authentication, but no header of your own: unless it offers request headers to you, it cannot send ${secrets.join(' and ')}, and this server refuses it.`;
  return [
    { say: where },
    { type: handOff.alias, label: 'Name' },
    { type: handOff.url, label: 'Address' },
    { say: secrets.length === 0 ? reach : `${reach} ${refused}` },
  ];
}
