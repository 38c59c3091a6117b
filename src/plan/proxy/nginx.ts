// Proxy "nginx": TLS with certificates that you bring, on the machine of the server.
import type { ProxyEntry } from './entry.js';

export const nginx: ProxyEntry = {
  label: 'nginx',
  description: 'TLS with certificates that you bring, on the machine of the server',
  templates: () => ['proxy/nginx'],
  variables: () => [],
  readme: 'partials/proxy-nginx.hbs',
};
