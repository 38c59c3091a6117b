// Text of users in the documents, as a Markdown renderer of GitHub's flavour shows it: the same words, and nothing else.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { md, mdCode } from '../../src/render/helpers.ts';
import { scratch } from '../helpers/project.ts';
import { npmInstall } from '../helpers/run.ts';

const PARTS = [
  'a',
  ' ',
  '|',
  '`',
  '``',
  '*',
  '_',
  '~~',
  '<b>',
  '</code>',
  '![x](y)',
  '[a](b)',
  '\\',
];
const MORE = ['&lt;', '&', '#', '- ', '1. ', '> ', '\n', '---', '```', '$x$', '@a', 'é😀'];
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...PARTS, ...MORE)).map((parts) => parts.join('')),
);

let render: (markdown: string) => string;
beforeAll(async () => {
  const dir = await scratch('markdown');
  await npmInstall(dir, '--prefix', dir, '--ignore-scripts', 'marked@18.2.1');
  const library: { parse(markdown: string): string } = await import(
    pathToFileURL(join(dir, 'node_modules/marked/lib/marked.esm.js')).href
  );
  render = (markdown) => library.parse(markdown);
});

/** What a reader sees: without tags, entities read, runs of spaces as one. */
function shown(html: string): string {
  return spaced(
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
        code === undefined ? (ENTITIES.get(name) ?? '?') : String.fromCodePoint(Number(code)),
      ),
  );
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['amp', '&'],
]);

function spaced(value: string): string {
  return value.replace(/[\p{C}\p{Z}\s\ufffd]+/gu, ' ').trim();
}

it('stands in a cell of a table as it reads, as words and as code', () => {
  fc.assert(
    fc.property(text, (value) => {
      const html = render(`| a | b |\n| --- | --- |\n| ${md(value)} | ${mdCode(value)} |\n`);
      const cells = [...html.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell);
      expect(cells).toHaveLength(2);
      const [words = '', code = ''] = cells;
      expect(words.replace(/<\/?a\b[^>]*>/g, '')).not.toMatch(/<[a-z!/]/);
      expect(shown(words)).toBe(spaced(value));
      expect(code).toMatch(/^<code>[^<]*<\/code>$/);
      expect(shown(code)).toBe(spaced(value));
    }),
    { numRuns: 2000 },
  );
});

it('stands in a paragraph and a heading as it reads, and begins nothing', () => {
  fc.assert(
    fc.property(
      text.filter((value) => spaced(value) !== ''),
      (value) => {
        for (const [before, tag] of [
          ['', 'p'],
          ['# ', 'h1'],
        ]) {
          const html = render(`${before}${md(value)}\n`).replace(/<\/?a\b[^>]*>/g, '');
          expect(html.trim()).toMatch(new RegExp(`^<${tag}>[^<]*</${tag}>$`));
          expect(shown(html)).toBe(spaced(value));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
