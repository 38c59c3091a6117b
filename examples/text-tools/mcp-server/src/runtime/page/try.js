// Trying tools from the page: who is calling, a form for each tool, what it answers, how far a job is.
import { answered, ask, call, callAs, follow } from './calls.js';
import { failure, fieldOf, link, make, shown, submitting } from './elements.js';

/**
 * @typedef {import('./elements.js').Schema} Schema
 * @typedef {{ properties?: Record<string, Schema>, required?: readonly string[] }} Input
 * @typedef {{ name: string, description?: string, inputSchema: Input }} Tool
 * @typedef {{ result?: unknown, files?: readonly { name: string, url: string }[] }} Outcome
 */

const { credential, header = '', before = '' } = document.body.dataset;
const section = document.querySelector('section');

if (credential !== undefined) section?.querySelector('h2')?.after(signIn(credential));
else offerForms().catch((error) => section?.append(failure(error)));

/** @param {string} wanted what the credential is called */
function signIn(wanted) {
  const field = make('input', { type: 'password', autocomplete: 'off' });
  const label = make('label', {}, [make('span', { textContent: wanted }), field]);
  const button = make('button', { textContent: 'Try the tools' });
  const said = make('output');
  return submitting(make('form', { className: 'sign-in' }, [label, button, said]), async () => {
    const typed = field.value.trim();
    field.value = '';
    callAs(typed === '' ? {} : { [header]: `${before}${typed}` });
    said.replaceChildren(`Welcome: open one of ${await offerForms()} tools to call it.`);
  });
}

/** Gives each tool that the caller may use its form; resolves to how many there are. */
async function offerForms() {
  for (const form of document.querySelectorAll('form.call')) form.remove();
  /** @type {{ tools: readonly Tool[] }} */
  const { tools } = await ask('tools/list', {});
  const names = new Set(tools.map(({ name }) => name));
  for (const tool of tools) placeOf(tool).append(formOf(tool, jobOf(tool, names)));
  return tools.length;
}

/** @param {Tool} tool */
function placeOf({ name, description = '' }) {
  const places = [...document.querySelectorAll('details')];
  const known = places.find(({ dataset }) => dataset.tool === name);
  if (known !== undefined) return known;
  const made = make('details', { className: 'tool' }, [
    make('summary', {}, [make('code', { textContent: name })]),
    make('p', { className: 'words', textContent: description }),
  ]);
  made.dataset.tool = name;
  section?.append(made);
  return made;
}

/**
 * The job that a tool starts: the one that has three others beside it.
 * @param {Tool} tool
 * @param {ReadonlySet<string>} names
 */
function jobOf({ name }, names) {
  const job = /^start_(.+)$/.exec(name)?.[1];
  const isJob = names.has(`get_${job}_status`) && names.has(`get_${job}_result`);
  return isJob ? job : undefined;
}

/**
 * @param {Tool} tool
 * @param {string | undefined} job
 */
function formOf({ name, inputSchema: { properties = {}, required = [] } }, job) {
  const names = Object.keys(properties);
  const fields = Object.entries(properties).map(([key, schema]) =>
    fieldOf(key, schema, required.includes(key)),
  );
  const output = make('output');
  const button = make('button', { textContent: job === undefined ? 'Call' : 'Start' });
  const labels = fields.map(({ label }) => label);
  const form = make('form', { className: 'call' }, [...labels, button, output]);
  return submitting(form, async () => {
    const args = Object.fromEntries(fields.map(({ read }, index) => [names[index], read()]));
    const result = await call(name, args);
    output.replaceChildren(...result.content.map(shown));
    output.classList.toggle('failed', result.isError === true);
    if (job !== undefined && !result.isError) await attend(job, answered(result), output);
  });
}

/**
 * Shows how far a job is until it has ended, and then what came of it.
 * @param {string} job
 * @param {{ job_id: string }} started
 * @param {HTMLElement} output
 */
async function attend(job, { job_id }, output) {
  const bar = make('progress');
  const said = make('p');
  const cancel = make('button', { type: 'button', textContent: 'Cancel' });
  cancel.addEventListener('click', () => {
    call(`cancel_${job}`, { job_id }).catch((error) => output.append(failure(error)));
  });
  bar.setAttribute('aria-label', `Progress of ${job}`);
  output.replaceChildren(bar, said, cancel);
  await follow(job, { job_id }, ({ state, stage, total_stages, message, error }) => {
    bar.max = total_stages || 1;
    bar.value = state === 'succeeded' ? bar.max : stage;
    said.textContent = `${state}: stage ${stage} of ${total_stages}. ${error ?? message}`;
  });
  cancel.remove();
  /** @type {Outcome} */
  const { result = null, files = [] } = answered(await call(`get_${job}_result`, { job_id }));
  output.append(
    shown({ text: JSON.stringify(result) }),
    ...files.map(({ url, name }) => link(url, name)),
  );
}
