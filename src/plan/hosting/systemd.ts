// Hosting "systemd": a unit that shuts the server into a sandbox, and one for the worker where there is one.
import type { HostingEntry } from './entry.js';

export const systemd: HostingEntry = {
  label: 'systemd',
  description: 'a sandboxed unit on a Linux machine that has Node',
  image: false,
  templates: ({ jobs }) => [
    'hosting/systemd/server',
    ...(jobs?.store === 'postgres' ? ['hosting/systemd/worker'] : []),
  ],
  readme: 'partials/hosting-systemd.hbs',
};
