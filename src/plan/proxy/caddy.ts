// Proxy "caddy": TLS with certificates of its own making, on the machine of the server.
import type { ProxyEntry } from './entry.js';

export const caddy: ProxyEntry = {
  label: 'Caddy',
  description: 'TLS with certificates of its own making, on the machine of the server',
  templates: () => ['proxy/caddy'],
  variables: () => [],
  readme: 'partials/proxy-caddy.hbs',
};
