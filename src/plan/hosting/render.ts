// Hosting "render": a web service on Render, by a Blueprint.
import type { HostingEntry } from './entry.js';
import { imageTemplates } from './image.js';

export const render: HostingEntry = {
  label: 'Render',
  description: 'a web service on Render: an image, and a Blueprint',
  platform: { edge: 'Render', disk: true },
  image: true,
  templates: ({ layout }) => [imageTemplates(layout), 'hosting/render'],
  readme: 'partials/hosting-render.hbs',
};
