// What stands in front of the server, and the files that takes.

export interface ProxyEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folders below `templates` whose files go to the project's root. */
  readonly templates: readonly string[];
  /** The README's section, below `templates`; with one, the proxy answers to a public name (public-host.ts). */
  readonly readme?: string;
}
