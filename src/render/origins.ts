// Where the files of a generated project come from: templates, and values made of the plan.
import type { ServerPlan } from '../plan/server.js';

/** `from` is a path below `templates`. A `copy` is verbatim; `hbs` is rendered over its view. */
export type Origin =
  | { readonly kind: 'copy'; readonly from: string }
  | {
      readonly kind: 'hbs';
      readonly from: string;
      readonly view: (plan: ServerPlan) => object;
      /** Templates that this one mentions as `{{> name}}`. */
      readonly partials?: (plan: ServerPlan) => Readonly<Record<string, string>>;
    }
  | { readonly kind: 'json'; readonly value: (plan: ServerPlan) => unknown }
  | { readonly kind: 'text'; readonly text: (plan: ServerPlan) => string }
  /** Every file below the folders, `.hbs` rendered over the view, the others copied. */
  | {
      readonly kind: 'folders';
      readonly from: (plan: ServerPlan) => readonly string[];
      readonly view: (plan: ServerPlan) => object;
      /** Templates that those of the folders may mention as `{{> name}}`. */
      readonly partials?: Readonly<Record<string, string>>;
      /** Files, by their path below the folder, that are left out of other plans. */
      readonly only?: Readonly<Record<string, (plan: ServerPlan) => boolean>>;
    };

export function copy(from: string): Origin {
  return { kind: 'copy', from };
}

export function hbs(
  from: string,
  view: (plan: ServerPlan) => object,
): Extract<Origin, { kind: 'hbs' }> {
  return { kind: 'hbs', from, view };
}

/** Files without a view of their own: verbatim copies. */
export function folder(from: string): Extract<Origin, { kind: 'folders' }> {
  return { kind: 'folders', from: () => [from], view: () => ({}) };
}

/** The folders that are chosen, all verbatim. */
export function folders(
  from: (plan: ServerPlan) => readonly string[],
): Extract<Origin, { kind: 'folders' }> {
  return { kind: 'folders', from, view: () => ({}) };
}
