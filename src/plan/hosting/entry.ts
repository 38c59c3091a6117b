// What a hosting kind contributes to a generated project.
import type { Layout } from '../server.js';

export interface HostingEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folders below `templates` whose files go to the project's root. */
  templates(layout: Layout): readonly string[];
  /** The README's section, below `templates`. */
  readonly readme: string;
}
