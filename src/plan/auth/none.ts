// Auth "none": anyone on this machine may call, nobody else can.
import type { AuthEntry } from './entry.js';

export const none: AuthEntry = {
  label: 'None',
  description: 'loopback only; for trying things out on one machine',
  templates: ['auth/none'],
  readme: 'partials/auth-none.hbs',
  variables: [],
  callers: { are: '`local`, all of them', names: /^local$/ },
  scripts: {},
  dependencies: {},
  signsIn: false,
  behindAccess: false,
  headers: () => ({}),
};
