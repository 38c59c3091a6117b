// handoff/server.json: the server as the public MCP registry lists it (its schema of 2025-12-11).
import { secretHeaders } from './clients/secrets.js';
import { type HandOff, planHandOff } from './handoff.js';
import { SERVER_VERSION } from './package-json.js';
import type { ServerPlan } from './server.js';

const SCHEMA = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';
/** Characters that the schema allows of the description. */
const LONGEST = 100;

/** The registry lists what anyone can reach: https under a name that its owner can prove to own. */
export function isListable({ publicUrl }: Pick<ServerPlan, 'publicUrl'>): boolean {
  if (publicUrl === undefined) return false;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' && /\.[a-z][a-z0-9-]*$/.test(hostname);
}

/** Only of plans that are listable. */
export function registryEntry(plan: ServerPlan): object {
  const handOff = planHandOff(plan);
  const headers = headersOf(handOff);
  return {
    $schema: SCHEMA,
    name: `${new URL(handOff.url).hostname.split('.').reverse().join('.')}/${handOff.alias}`,
    description: shortened(handOff.description),
    version: SERVER_VERSION,
    remotes: [
      {
        type: 'streamable-http',
        url: handOff.url,
        ...(headers.length > 0 && { headers }),
      },
    ],
  };
}

/** A client asks for the secret and puts it where the braces are. */
function headersOf(handOff: HandOff): readonly object[] {
  return secretHeaders(handOff).map(({ header, bearer }) => ({
    name: header,
    isRequired: true,
    isSecret: true,
    value: `${bearer ? 'Bearer ' : ''}{secret}`,
    variables: {
      secret: {
        description: 'Given to you by the owner of the server',
        isRequired: true,
        isSecret: true,
      },
    },
  }));
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
