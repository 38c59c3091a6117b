// Hosting "fly": an app on Fly.io.
import type { HostingEntry } from './entry.js';
import { imageTemplates } from './image.js';

export const fly: HostingEntry = {
  label: 'Fly.io',
  description: 'an app on Fly.io: an image, and fly.toml',
  platform: { edge: 'Fly', disk: true },
  image: true,
  templates: ({ layout }) => [imageTemplates(layout), 'hosting/fly'],
  readme: 'partials/hosting-fly.hbs',
};
