// Proxy "none": the server is reached directly, or through what its owner already runs.
import type { ProxyEntry } from './entry.js';

export const none: ProxyEntry = {
  label: 'None',
  description: 'reached directly, or through what you already run',
  templates: () => [],
  variables: () => [],
};
