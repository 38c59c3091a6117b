// What trying tools adds to the page: fields made of a schema, and answers, which are shown as text.

/**
 * @typedef {{ type?: unknown, enum?: readonly unknown[], description?: string, default?: unknown }} Schema
 * @typedef {{ label: HTMLElement, read: () => unknown }} Field
 * @typedef {import('./calls.js').Block} Block
 */

/**
 * An element with its properties and what is inside.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @param {readonly (Node | string)[]} [inside]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, inside = []) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...inside);
  return element;
}

/**
 * What is left empty is not sent, but for a text that is needed. Anything but text, numbers and choices is
 * typed as JSON; whether it fits, the server says.
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} needed
 * @returns {Field}
 */
export function fieldOf(name, schema, needed) {
  const control = controlOf(schema);
  control.title = schema.description ?? '';
  const head = make('span', {}, [make('code', { textContent: name }), needed ? '' : ' (optional)']);
  const read = () => {
    const { type, value } = control;
    if (isText(schema)) return needed || value !== '' ? value : undefined;
    if (value.trim() === '') return undefined;
    return type === 'number' ? Number(value) : jsonOf(name, value);
  };
  return { label: make('label', {}, [head, control]), read };
}

/**
 * @param {Schema} schema
 * @returns {HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement}
 */
function controlOf(schema) {
  const choices = schema.type === 'boolean' ? [true, false] : schema.enum;
  if (choices !== undefined) {
    const texts = ['', ...choices.map((value) => JSON.stringify(value))];
    const options = texts.map((text) => make('option', { value: text, textContent: text }));
    return make('select', {}, options);
  }
  const usual = schema.default === undefined ? undefined : JSON.stringify(schema.default);
  if (schema.type === 'number' || schema.type === 'integer') {
    return make('input', { type: 'number', step: 'any', placeholder: usual ?? '' });
  }
  return make('textarea', { rows: 1, placeholder: usual ?? (isText(schema) ? '' : 'JSON') });
}

/** @param {Schema} schema */
function isText({ type, enum: values }) {
  return type === 'string' && values === undefined;
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {unknown}
 */
function jsonOf(name, text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name} takes JSON, and this is none: ${text}`, { cause });
  }
}

/**
 * Runs `act` when the form is sent, once at a time; what it throws stands in the form's output.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} act
 */
export function submitting(form, act) {
  const button = form.querySelector('button');
  const output = form.querySelector('output');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button?.toggleAttribute('disabled', true);
    output?.replaceChildren('…');
    await act().catch((error) => output?.replaceChildren(failure(error)));
    button?.toggleAttribute('disabled', false);
  });
  return form;
}

/** @param {unknown} error */
export function failure(error) {
  const textContent = error instanceof Error ? error.message : String(error);
  return make('p', { className: 'failure', textContent });
}

/**
 * A part of an answer.
 * @param {Block} block
 */
export function shown({ text, uri, name, data, mimeType = '', ...rest }) {
  if (uri !== undefined) return link(uri, name ?? uri);
  if (data !== undefined && mimeType.startsWith('image/')) {
    return make('img', {
      src: `data:${mimeType};base64,${data}`,
      alt: 'The picture that was returned',
    });
  }
  return make('pre', { textContent: text === undefined ? JSON.stringify(rest) : pretty(text) });
}

/**
 * To a file; anything that a browser would run or open elsewhere stays text.
 * @param {string} uri
 * @param {string} name
 */
export function link(uri, name) {
  if (!/^https?:/.test(uri)) return make('pre', { textContent: uri });
  return make('p', {}, [make('a', { href: uri, textContent: name, rel: 'noreferrer' })]);
}

/** @param {string} text */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // not JSON: as it came
  }
}
