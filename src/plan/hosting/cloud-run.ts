// Hosting "cloud-run": a service on Google Cloud Run.
import type { HostingEntry } from './entry.js';
import { imageTemplates } from './image.js';

export const cloudRun: HostingEntry = {
  label: 'Cloud Run',
  description: 'a service on Google Cloud Run: an image, and its definition',
  platform: { edge: 'Cloud Run', disk: false },
  image: true,
  templates: ({ layout }) => [imageTemplates(layout), 'hosting/cloud-run'],
  readme: 'partials/hosting-cloud-run.hbs',
};
