// Placeholders of a template, and the error for those without a value.
'use strict';

class MissingValueError extends Error {
  /** @param {string[]} names */
  constructor(names) {
    super(`no value for ${names.map((name) => `{{${name}}}`).join(', ')}`);
    this.name = 'MissingValueError';
  }
}

/**
 * @param {string} template
 * @returns {string[]} Names in order of appearance, each once.
 */
function placeholders(template) {
  const names = [...template.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

module.exports = { MissingValueError, placeholders };
