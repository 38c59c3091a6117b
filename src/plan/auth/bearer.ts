// Auth "bearer": tokens that the owner issues and the server checks.
import type { AuthEntry } from './entry.js';

export const bearer: AuthEntry = {
  label: 'Bearer token',
  description: 'callers send a token that you issue; the server knows it, or only its digest',
  templates: ['auth/bearer'],
  readme: 'partials/auth-bearer.hbs',
  variables: [
    {
      name: 'MCP_BEARER_TOKEN',
      description: 'Comma list of [name=]token or [name=]sha256:<hex>; npm run token makes one',
      value: '',
      required: true,
    },
  ],
  callers: {
    are: 'the name of their token (`default` is one without a name)',
    names: /^[A-Za-z][\w.-]*$/,
  },
  scripts: { token: 'node scripts/token.mjs' },
  dependencies: {},
  signsIn: false,
  behindAccess: false,
  headers: (prefix) => ({ Authorization: `Bearer \${${prefix}_MCP_TOKEN}` }),
  credential: { label: 'Token', header: 'Authorization', before: 'Bearer ' },
};
