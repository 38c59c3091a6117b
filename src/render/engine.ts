// Renders Handlebars templates: strict, without HTML escaping, and with our encoders as the only helpers.
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import {
  comment,
  compose,
  dnsName,
  env,
  html,
  json,
  lit,
  md,
  mdCode,
  path,
  shellArg,
  tomlText,
  unitPath,
  unitWord,
  yaml,
} from './helpers.js';

type Runtime = ReturnType<typeof Handlebars.create>;
type Template = ReturnType<Runtime['compile']>;

/** What templates may call on text; `json` also takes other values. */
const TEXT_ENCODERS = {
  lit,
  comment,
  compose,
  env,
  dnsName,
  html,
  md,
  mdCode,
  path,
  shellArg,
  tomlText,
  unitPath,
  unitWord,
  yaml,
};

/** Every word a template may use beside the paths of its view. */
export const TEMPLATE_HELPERS: readonly string[] = [
  'if',
  'each',
  'unless',
  'json',
  ...Object.keys(TEXT_ENCODERS),
];

let runtime: Runtime | undefined;
const compiled = new Map<string, Template>();

/**
 * The text of a template over its view. A name that the view lacks is an Error. `partials` are the
 * templates that `{{> name}}` may mention.
 */
export function renderTemplate(
  text: string,
  view: object,
  partials: Readonly<Record<string, string>> = {},
): string {
  return compile(text)(view, {
    partials: Object.fromEntries(
      Object.entries(partials).map(([name, partial]) => [name, compile(partial)]),
    ),
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}

function compile(text: string): Template {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  runtime ??= createRuntime();
  const template = runtime.compile(text, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(TEMPLATE_HELPERS.map((name) => [name, true])),
  });
  compiled.set(text, template);
  return template;
}

/** Loaded when the first template is rendered: `--version` and `--print` need none. */
function createRuntime(): Runtime {
  const handlebars: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  const created = handlebars.create();
  for (const name of ['log', 'lookup', 'with']) created.unregisterHelper(name);
  created.registerHelper('json', (value: unknown) => {
    if (value === undefined) throw new TypeError('{{json}} takes a value');
    return json(value);
  });
  for (const [name, encode] of Object.entries(TEXT_ENCODERS)) {
    created.registerHelper(name, (value: unknown) => encode(textOf(name, value)));
  }
  return created;
}

function textOf(helper: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`{{${helper}}} takes text, got ${typeof value}`);
}
