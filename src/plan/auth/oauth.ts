// Auth "oauth": an issuer that the owner has gives out access tokens, the server takes them.
import type { AuthEntry } from './entry.js';
import { JOSE } from './jose.js';

export const oauth: AuthEntry = {
  label: 'OAuth 2.1',
  description: 'clients sign in at your identity provider; the server takes its access tokens',
  templates: ['auth/jwt', 'auth/oauth'],
  readme: 'partials/auth-oauth.hbs',
  variables: [
    {
      name: 'OAUTH_ISSUER',
      description: 'URL of the issuer, exactly as its metadata and its tokens name it',
      value: '',
      required: true,
    },
    {
      name: 'OAUTH_AUDIENCE',
      description: 'Whom tokens have to be for; PUBLIC_BASE_URL and /mcp unless set',
      value: '',
      required: false,
    },
    {
      name: 'OAUTH_SCOPES',
      description: 'Scopes that every token needs, separated by spaces; clients are told',
      value: '',
      required: false,
    },
  ],
  callers: { are: "the token's `sub`, or `client:<client_id>` where a client has none" },
  scoped: true,
  scripts: {},
  dependencies: JOSE,
  signsIn: true,
  behindAccess: false,
  headers: () => ({}),
  credential: { label: 'Access token', header: 'Authorization', before: 'Bearer ' },
};
