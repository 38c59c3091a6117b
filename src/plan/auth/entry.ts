// What an auth kind contributes to a generated project.
import type { EnvVariable } from '../environment.js';

export interface AuthEntry {
  readonly label: string;
  /** One line for the interview. */
  readonly description: string;
  /** Folders below `templates` that together have src/runtime/auth.ts, test/credentials.ts, and scripts when there are some. */
  readonly templates: readonly string[];
  /** The README's section, below `templates`. */
  readonly readme: string;
  readonly variables: readonly EnvVariable[];
  /** What names a caller, as `auth.callers` has to write it, and the shape of such names where they have one. */
  readonly callers: { readonly are: string; readonly names?: RegExp };
  /** Credentials carry scopes. */
  readonly scoped?: true;
  /** Entries of package.json; when there are none the template has no scripts folder. */
  readonly scripts: Readonly<Record<string, string>>;
  /** What its runtime and tests import, beside what every server does: name and exact version. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** A client of it finds the issuer by itself and has its user sign in there: there is no secret to hand over. */
  readonly signsIn: boolean;
  /** `Cf-Access-*` headers come from Cloudflare's edge and are verified; proxies take them off for other kinds. */
  readonly behindAccess: boolean;
  /** Headers of a hand-off entry; never a secret, only `${…}` placeholders that start with `prefix`. */
  headers(prefix: string): Readonly<Record<string, string>>;
  /** What is typed into the page to try tools, under `label`: the value of `header`, after `before`. */
  readonly credential?: {
    readonly label: string;
    readonly header: string;
    readonly before: string;
  };
}
