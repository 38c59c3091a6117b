// What a hosting kind contributes to a generated project.
import type { ServerPlan } from '../server.js';

export interface HostingEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folders below `templates` whose files go to the project's root. */
  templates(plan: Pick<ServerPlan, 'layout' | 'jobs'>): readonly string[];
  /** The README's section, below `templates`. */
  readonly readme: string;
}
