// What stands in front of the server, and the files that takes.
import type { HostingKind } from '../../config/schema.js';
import type { EnvVariable } from '../environment.js';

export interface ProxyEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folders below `templates` whose files go to the project's root. */
  templates(hosting: HostingKind): readonly string[];
  /** What it reads where the server's settings lie. */
  variables(hosting: HostingKind): readonly EnvVariable[];
  /** The README's section, below `templates`; with one, the proxy answers to a public name (public-host.ts). */
  readonly readme?: string;
}
