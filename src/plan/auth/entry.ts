// What an auth kind contributes to a generated project.
import type { EnvVariable } from '../environment.js';

export interface AuthEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folder below `templates`: src/runtime/auth.ts, test/credentials.ts, and scripts when there are some. */
  readonly template: string;
  /** The README's section, below `templates`. */
  readonly readme: string;
  readonly variables: readonly EnvVariable[];
  /** What names a caller, as `auth.callers` has to write it, and the shape of such names where they have one. */
  readonly callers: { readonly are: string; readonly names?: RegExp };
  /** Credentials carry scopes. */
  readonly scoped?: true;
  /** Entries of package.json; when there are none the template has no scripts folder. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Headers of a hand-off entry; never a secret, only `${…}` placeholders that start with `prefix`. */
  headers(prefix: string): Readonly<Record<string, string>>;
}
