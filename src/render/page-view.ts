// What src/page.gen.html is shown: tools with their inputs, and how each client is connected, as HTML already.
import { authKinds } from '../plan/auth/index.js';
import type { ClientEntry, Step } from '../plan/clients/entry.js';
import { clientKinds } from '../plan/clients/index.js';
import { secretHeaders } from '../plan/clients/secrets.js';
import { type HandOff, planHandOff } from '../plan/handoff.js';
import { REGENERATE } from '../plan/package-json.js';
import { type PublishedTool, publishedTools } from '../plan/published.js';
import type { ServerPlan } from '../plan/server.js';
import { clientText } from './client-text.js';
import { html, shellArg } from './helpers.js';
import { gistOf } from './views.js';

export function pageView(plan: ServerPlan): object {
  const handOff = planHandOff(plan);
  const { credential } = authKinds[plan.auth];
  const secrets = secretHeaders(handOff);
  const isForAll = plan.rules.callers === undefined;
  const clients = Object.values<ClientEntry>(clientKinds).filter(
    (client) => isForAll || client !== clientKinds.canonical, // its file names the tools
  );
  return {
    name: plan.name,
    url: handOff.url,
    regenerate: REGENERATE,
    credential: credential === undefined ? [] : [credential],
    secrets,
    signsIn: handOff.signsIn,
    open: secrets.length === 0 && !handOff.signsIn,
    tools: isForAll ? publishedTools(plan.tools).map(toolView) : [],
    clients: clients.map((client) => clientView(client, handOff)),
  };
}

function toolView(tool: PublishedTool): object {
  const { name, title = '', description = title } = tool;
  return { name, gist: gistOf(tool), description, marks: marksOf(tool), inputs: inputsOf(tool) };
}

/** What annotations promise, by the words of the protocol. */
function marksOf({ annotations = {}, idempotencyKey, job, name }: PublishedTool): string {
  const marks = [
    job !== undefined && name === `start_${job}` ? 'job' : '',
    annotations.readOnlyHint === true ? 'read-only' : '',
    annotations.destructiveHint === true ? 'destructive' : '',
    annotations.idempotentHint === true || idempotencyKey === true ? 'idempotent' : '',
    annotations.openWorldHint === true ? 'open world' : '',
  ];
  return marks
    .filter((mark) => mark !== '')
    .map((mark) => `<span class="mark">${html(mark)}</span> `)
    .join('');
}

function inputsOf({ inputSchema: { properties, required } }: PublishedTool): string {
  const needed = Array.isArray(required) ? required : [];
  const inputs = Object.entries(isObject(properties) ? properties : {});
  if (inputs.length === 0) return '<p class="type">Takes no input.</p>';
  const rows = inputs.map(([name, schema]) => {
    const words = `${typeWords(schema)}, ${needed.includes(name) ? 'required' : 'optional'}`;
    const head = `<dt><code>${html(name)}</code> <span class="type">${html(words)}</span></dt>`;
    const said = isObject(schema) ? schema.description : undefined;
    return typeof said === 'string' ? `${head}\n<dd>${html(said)}</dd>` : head;
  });
  return `<dl class="inputs">\n${rows.join('\n')}\n</dl>`;
}

/** `string`, `array of number`, `{ limit?: integer }`; all that a schema says stands in tools/list. */
function typeWords(schema: unknown, depth = 0): string {
  if (!isObject(schema)) return 'anything';
  const { type, enum: values, const: only, anyOf, items, properties } = schema;
  const inner = (part: unknown) => typeWords(part, depth + 1);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map(inner))].join(' | ');
  if (type === 'array') return items === undefined ? 'array' : `array of ${inner(items)}`;
  if (isObject(properties) && depth < 2) return membersOf(schema, properties, inner);
  return [type ?? 'anything'].flat().join(' | ');
}

function membersOf(
  { required }: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
  inner: (part: unknown) => string,
): string {
  const needed = Array.isArray(required) ? required : [];
  const members = Object.entries(properties).map(
    ([name, part]) => `${name}${needed.includes(name) ? '' : '?'}: ${inner(part)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clientView({ label, file, steps }: ClientEntry, handOff: HandOff): object {
  const name = file?.path.replace(/^handoff\//, '') ?? '';
  const text = file === undefined ? [] : [snippet(name, clientText(file, handOff).trimEnd())];
  return { label, how: [...text, ...steps(handOff).map(stepHtml)].join('\n') };
}

function stepHtml(step: Step): string {
  if ('say' in step) return `<p>${saidHtml(step.say)}</p>`;
  if ('type' in step) return snippet(step.label, step.type);
  if ('run' in step) return snippet('Command', step.run.map(shellArg).join(' '));
  return `<p><a href="${html(step.open)}">${html(step.label)}</a></p>`;
}

/** Our own Markdown has code between backticks, and nothing else. */
function saidHtml(say: string): string {
  const parts = say.split('`').map(html);
  return parts.map((part, index) => (index % 2 === 1 ? `<code>${part}</code>` : part)).join('');
}

function snippet(title: string, text: string): string {
  return `<figure>\n<figcaption>${html(title)}</figcaption>\n<pre>${html(text)}</pre>\n</figure>`;
}
