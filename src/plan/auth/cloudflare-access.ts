// Auth "cloudflare-access": Cloudflare decides who comes through, the server verifies that it did.
import type { AuthEntry } from './entry.js';
import { JOSE } from './jose.js';

export const cloudflareAccess: AuthEntry = {
  label: 'Cloudflare Access',
  description:
    "Cloudflare lets callers in by service tokens or sign-in; the server verifies Cloudflare's signature",
  templates: ['auth/jwt', 'auth/cloudflare-access'],
  readme: 'partials/auth-cloudflare-access.hbs',
  variables: [
    {
      name: 'CF_ACCESS_TEAM_DOMAIN',
      description:
        'The team name of Cloudflare Zero Trust: acme of https://acme.cloudflareaccess.com',
      value: '',
      required: true,
    },
    {
      name: 'CF_ACCESS_AUD',
      description:
        'The Application Audience (AUD) tag of the Access application over this hostname',
      value: '',
      required: true,
    },
    {
      name: 'CF_ACCESS_CERTS_URL',
      description: "Where the team's keys are, for tests without a network; otherwise not set",
      value: '',
      required: false,
    },
  ],
  callers: {
    are: "a service token's client id (`….access`), a person's e-mail address as Cloudflare has it",
  },
  scripts: {},
  dependencies: JOSE,
  signsIn: false,
  behindAccess: true,
  headers: (prefix) => ({
    'CF-Access-Client-Id': `\${${prefix}_CF_CLIENT_ID}`,
    'CF-Access-Client-Secret': `\${${prefix}_CF_CLIENT_SECRET}`,
  }),
  credential: {
    label: 'Cf-Access-Jwt-Assertion (behind Cloudflare Access none is needed)',
    header: 'Cf-Access-Jwt-Assertion',
    before: '',
  },
};
