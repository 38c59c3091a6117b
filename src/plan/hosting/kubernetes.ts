// Hosting "kubernetes": manifests for kubectl apply -k.
import { hostProblem } from '../proxy/public-host.js';
import type { HostingEntry } from './entry.js';
import { imageTemplates } from './image.js';
import { hasDisk, hasWorkers } from './stores.js';

export const kubernetes: HostingEntry = {
  label: 'Kubernetes',
  description: 'an image, and manifests that kubectl applies',
  platform: { edge: "the cluster's Ingress", disk: true },
  image: true,
  templates: ({ layout, publicUrl, ...kept }) => [
    imageTemplates(layout),
    'hosting/kubernetes/common',
    ...(hasDisk(kept) ? ['hosting/kubernetes/volume'] : []),
    ...(hasWorkers(kept) ? ['hosting/kubernetes/worker'] : []),
    ...(isIngress(publicUrl) ? ['hosting/kubernetes/ingress'] : []),
  ],
  readme: 'partials/hosting-kubernetes.hbs',
};

/** Whether an Ingress can answer to that URL: https, a name, and nothing else. */
export function isIngress(publicUrl: string | undefined): publicUrl is string {
  return publicUrl !== undefined && hostProblem(publicUrl) === undefined;
}
