// Hosting "docker": an image and a Compose file.
import type { HostingEntry } from './entry.js';
import { imageTemplates } from './image.js';

export const docker: HostingEntry = {
  label: 'Docker',
  description: 'an image, and a Compose file that publishes it on 127.0.0.1',
  image: true,
  templates: ({ layout }) => ['hosting/docker/common', imageTemplates(layout)],
  readme: 'partials/hosting-docker.hbs',
};
