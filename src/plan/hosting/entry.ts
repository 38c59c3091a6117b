// What a hosting kind contributes to a generated project.
import type { ServerPlan } from '../server.js';

export interface HostingEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Set where a platform runs the servers; elsewhere there is one, behind whatever its owner puts in front. */
  readonly platform?: Platform;
  /** An image is built of the project, by CI too. */
  readonly image: boolean;
  /** Folders below `templates` whose files go to the project's root. */
  templates(plan: Pick<ServerPlan, 'layout' | 'jobs' | 'files' | 'publicUrl'>): readonly string[];
  /** The README's section, below `templates`. */
  readonly readme: string;
}

export interface Platform {
  /** Who ends TLS, as the subject of a sentence: no proxy of ours goes in front. */
  readonly edge: string;
  /** Whether a server can have a disk that outlives it. */
  readonly disk: boolean;
}
