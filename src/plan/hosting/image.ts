// What every hosting kind has that builds an image.
import type { Layout } from '../server.js';

/** Folder below `templates` of the Dockerfile and what it leaves out. */
export function imageTemplates({ packageDir }: Layout): string {
  return packageDir === '.' ? 'hosting/docker/own' : 'hosting/docker/beside';
}
