// A finding about the user's module: collected, never thrown, always with its place.

export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic {
  /** Stable, dotted: `description.missing`, `type.any`, `ts.2322`. */
  readonly code: string;
  readonly severity: Severity;
  /** POSIX path relative to the source package's folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly hint?: string;
  /** The export it is about; not shown, but decides whether it counts when that export is not served. */
  readonly export?: string;
}
