// Everyday work on text. CommonJS, typed by its doc comments.
'use strict';

const { diffChars, diffLines, diffWords } = require('diff');
const { distance } = require('fastest-levenshtein');
const slugify = require('slugify');
const { MissingValueError, placeholders } = require('./template.js');

/**
 * @typedef {object} SlugOptions
 * @property {'-' | '_' | '.'} [separator] Stands between the words; a hyphen unless said otherwise.
 * @property {number} [maxLength] Cut after the last whole word that fits in so many characters.
 * @property {boolean} [keepCase] Leave capital letters as they are.
 */

/**
 * @typedef {object} Difference
 * @property {'same' | 'added' | 'removed'} kind
 * @property {string} text
 */

/**
 * One change to a text: replace every occurrence, set the letter case, or trim white space.
 * @typedef {{ kind: 'replace', find: string, with: string }
 *   | { kind: 'case', to: 'upper' | 'lower' | 'title' }
 *   | { kind: 'trim' }} Edit
 */

/**
 * Turns a title into a slug that is safe in a web address.
 * @param {string} title The words to turn into a slug, in any language.
 * @param {SlugOptions} [options]
 * @returns {string}
 */
function slug(title, options = {}) {
  const { separator = '-', maxLength = 80, keepCase = false } = options;
  const whole = slugify(title, { replacement: separator, lower: !keepCase, strict: true });
  if (whole.length <= maxLength) return whole;
  const cut = whole.lastIndexOf(separator, maxLength);
  return whole.slice(0, cut > 0 ? cut : maxLength);
}

/**
 * Compares two versions of a text.
 * @param {string} before The older version.
 * @param {string} after The newer version.
 * @param {'characters' | 'words' | 'lines'} [by] What is compared as one piece.
 * @returns {{ equal: boolean, differences: Difference[] }}
 */
function compare(before, after, by = 'words') {
  const parts = pieces(before, after, by);
  return {
    equal: parts.every((part) => !part.added && !part.removed),
    differences: parts.map((part) => ({
      kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
      text: part.value,
    })),
  };
}

/**
 * Finds the words of a list that are spelled most like a word, the nearest first.
 * @param {string} word The word as somebody typed it.
 * @param {string[]} candidates The words that exist.
 * @param {number} [limit] How many to return at most.
 * @returns {{ word: string, distance: number }[]}
 */
function nearest(word, candidates, limit = 3) {
  return candidates
    .map((candidate) => ({ word: candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit);
}

/**
 * Counts the words of a text.
 * @param {string} text
 * @returns {{ words: number, unique: number, longest: string | null }} `longest` is null when there is no word.
 */
function wordStats(text) {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    words: words.length,
    unique: new Set(words.map((word) => word.toLowerCase())).size,
    longest: words.reduce(longer, /** @type {string | null} */ (null)),
  };
}

/**
 * Fills the `{{name}}` placeholders of a template.
 * @param {string} template Text with placeholders, for example "Dear {{name}}".
 * @param {Record<string, string | number>} values What stands for each placeholder.
 * @returns {string}
 * @throws {MissingValueError} When a placeholder has no value.
 */
function fill(template, values) {
  const missing = placeholders(template).filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) throw new MissingValueError(missing);
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
}

/**
 * Applies edits to a text, one after the other.
 * @param {string} text
 * @param {Edit[]} edits
 * @returns {string}
 */
function edit(text, edits) {
  return edits.reduce(applyEdit, text);
}

/**
 * Replaces every match of a pattern by what a function makes of it.
 * @param {string} text
 * @param {string} pattern A regular expression.
 * @param {(match: string) => string} replace
 * @returns {string}
 */
function replaceEach(text, pattern, replace) {
  return text.replace(new RegExp(pattern, 'g'), (match) => replace(match));
}

/**
 * @param {string} before
 * @param {string} after
 * @param {'characters' | 'words' | 'lines'} by
 */
function pieces(before, after, by) {
  if (by === 'characters') return diffChars(before, after);
  return by === 'lines' ? diffLines(before, after) : diffWords(before, after);
}

/**
 * @param {string | null} a
 * @param {string} b
 */
function longer(a, b) {
  return a === null || b.length > a.length ? b : a;
}

/**
 * @param {string} text
 * @param {Edit} edit
 */
function applyEdit(text, edit) {
  switch (edit.kind) {
    case 'replace':
      return text.replaceAll(edit.find, () => edit.with);
    case 'case':
      return changeCase(text, edit.to);
    case 'trim':
      return text.trim();
  }
}

/**
 * @param {string} text
 * @param {'upper' | 'lower' | 'title'} to
 */
function changeCase(text, to) {
  if (to === 'upper') return text.toUpperCase();
  if (to === 'lower') return text.toLowerCase();
  return text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

module.exports = { slug, compare, nearest, wordStats, fill, edit, replaceEach };
