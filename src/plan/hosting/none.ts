// Hosting "none": the server is started with `npm start`, wherever its owner likes.
import type { HostingEntry } from './entry.js';

export const none: HostingEntry = {
  label: 'None',
  description: 'no deployment files; you start it with npm start',
  image: false,
  templates: () => [],
  readme: 'partials/hosting-none.hbs',
};
