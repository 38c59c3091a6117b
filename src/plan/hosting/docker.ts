// Hosting "docker": an image and a Compose file.
import type { HostingEntry } from './entry.js';

export const docker: HostingEntry = {
  label: 'Docker',
  description: 'an image, and a Compose file that publishes it on 127.0.0.1',
  templates: ({ layout }) => [
    'hosting/docker/common',
    layout.packageDir === '.' ? 'hosting/docker/own' : 'hosting/docker/beside',
  ],
  readme: 'partials/hosting-docker.hbs',
};
