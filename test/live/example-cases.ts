// What each example's tools must answer: computed by hand from the examples' data and rules.
import { expect } from 'vitest';
import type { ExampleName } from '../helpers/paths.ts';

export interface Case {
  readonly tool: string;
  readonly args: Record<string, unknown>;
  /** One of the five: structured content, plain text, the text of a file, what a job ends with, or words of the error. */
  readonly structured?: unknown;
  readonly text?: string;
  readonly file?: RegExp;
  readonly job?: { readonly result: unknown; readonly files: readonly object[] };
  readonly error?: RegExp;
}

export interface ExampleExpectation {
  /** In source order. */
  readonly tools: readonly string[];
  /** Served as four tools each. */
  readonly jobs?: readonly string[];
  /** Export -> words of the reason. */
  readonly skipped: Readonly<Record<string, RegExp>>;
  readonly cases: readonly Case[];
}

const EMMA = { id: 3, title: 'Emma', author: 'Jane Austen', year: 1815 };
const PERSUASION = { id: 2, title: 'Persuasion', author: 'Jane Austen', year: 1817 };
const SANDMANN = { id: 7, title: 'Der Sandmann', author: 'E. T. A. Hoffmann', year: 1816 };
const TIME_MACHINE = { id: 10, title: 'The Time Machine', author: 'H. G. Wells', year: 1895 };
const WAR = { id: 11, title: 'The War of the Worlds', author: 'H. G. Wells', year: 1898 };
const GERMINAL = { id: 6, title: 'Germinal', author: 'Émile Zola', year: 1885 };

const sqlStore: ExampleExpectation = {
  tools: ['listBooks', 'getBook', 'searchBooks', 'findBooks', 'countBooks', 'loansDueBefore'],
  skipped: { eachBook: /visit|callback|function/i },
  cases: [
    {
      tool: 'listBooks',
      args: { sort: 'year', limit: 2 },
      structured: { items: [EMMA, SANDMANN], total: 12, nextCursor: 'Ym9va3M6Mg' },
    },
    {
      tool: 'listBooks',
      args: { sort: 'year', limit: 1, cursor: 'Ym9va3M6Mg' },
      structured: { items: [PERSUASION], total: 12, nextCursor: 'Ym9va3M6Mw' },
    },
    {
      tool: 'listBooks',
      args: { language: 'en', sort: 'year', cursor: 'Ym9va3M6NQ' },
      structured: {
        items: [{ id: 9, title: 'Dracula', author: 'Bram Stoker', year: 1897 }, WAR],
        total: 7,
        nextCursor: null,
      },
    },
    { tool: 'listBooks', args: { cursor: 'nonsense' }, error: /not one that listBooks returned/ },
    { tool: 'listBooks', args: { sort: 'price' }, error: /sort/ },
    { tool: 'listBooks', args: { limit: 0 }, error: /limit/ },
    {
      tool: 'getBook',
      args: { id: 1 },
      structured: {
        id: 1,
        title: 'Frankenstein',
        author: 'Mary Shelley',
        year: 1818,
        language: 'en',
        pages: 280,
        subjects: ['gothic', 'science'],
        available: false,
      },
    },
    { tool: 'getBook', args: { id: 99 }, error: /there is no book with the id 99/ },
    {
      tool: 'searchBooks',
      args: { query: 'wells THE' },
      structured: { result: [TIME_MACHINE, WAR] },
    },
    { tool: 'searchBooks', args: { query: "' or 1=1 --" }, structured: { result: [] } },
    {
      tool: 'searchBooks',
      args: { query: 'the wells', limit: 1 },
      structured: { result: [TIME_MACHINE] },
    },
    {
      tool: 'findBooks',
      args: { filter: { by: 'years', from: 1815, to: 1817 } },
      structured: { result: [EMMA, SANDMANN, PERSUASION] },
    },
    {
      tool: 'findBooks',
      args: { filter: { by: 'author', name: 'ÉMILE ZOLA' } },
      structured: { result: [GERMINAL] },
    },
    {
      tool: 'findBooks',
      args: { filter: { by: 'subject', subject: 'labour' } },
      structured: { result: [GERMINAL] },
    },
    { tool: 'findBooks', args: { filter: { by: 'colour' } }, error: /filter/ },
    {
      tool: 'countBooks',
      args: { groupBy: 'language' },
      structured: {
        result: [
          { group: 'en', books: 7 },
          { group: 'fr', books: 3 },
          { group: 'de', books: 2 },
        ],
      },
    },
    {
      tool: 'loansDueBefore',
      args: { day: '2026-03-09T00:00:00.000Z' },
      structured: {
        result: [{ book: 'Middlemarch', reader: 'Ada', dueOn: '2026-03-02T00:00:00.000Z' }],
      },
    },
    { tool: 'loansDueBefore', args: { day: 'soon' }, error: /day/ },
  ],
};

const textTools: ExampleExpectation = {
  tools: ['slug', 'compare', 'nearest', 'wordStats', 'fill', 'edit'],
  skipped: { replaceEach: /replace|callback|function/i },
  cases: [
    { tool: 'slug', args: { title: 'Über die Brücke' }, text: 'uber-die-brucke' },
    {
      tool: 'slug',
      args: { title: 'A long Title', options: { separator: '_', maxLength: 7, keepCase: true } },
      text: 'A_long',
    },
    { tool: 'slug', args: { title: 'a b', options: { separator: '/' } }, error: /separator/ },
    {
      tool: 'compare',
      args: { before: 'the cat', after: 'the dog' },
      structured: {
        equal: false,
        differences: [
          { kind: 'same', text: 'the ' },
          { kind: 'removed', text: 'cat' },
          { kind: 'added', text: 'dog' },
        ],
      },
    },
    {
      tool: 'compare',
      args: { before: 'a\n', after: 'a\n', by: 'lines' },
      structured: { equal: true, differences: [{ kind: 'same', text: 'a\n' }] },
    },
    {
      tool: 'nearest',
      args: { word: 'helo', candidates: ['world', 'hello', 'help'], limit: 2 },
      structured: {
        result: [
          { word: 'hello', distance: 1 },
          { word: 'help', distance: 1 },
        ],
      },
    },
    {
      tool: 'wordStats',
      args: { text: 'The cat and the elephant' },
      structured: { words: 5, unique: 4, longest: 'elephant' },
    },
    { tool: 'wordStats', args: { text: '' }, structured: { words: 0, unique: 0, longest: null } },
    {
      tool: 'fill',
      args: { template: 'Dear {{name}}, {{n}} new', values: { name: 'Ada', n: 3 } },
      text: 'Dear Ada, 3 new',
    },
    {
      tool: 'fill',
      args: { template: '{{a}} {{b}}', values: { a: 1 } },
      error: /no value for \{\{b\}\}/,
    },
    {
      tool: 'edit',
      args: {
        text: ' a-b ',
        edits: [
          { kind: 'trim' },
          { kind: 'replace', find: '-', with: '$& or ' },
          { kind: 'case', to: 'title' },
        ],
      },
      text: 'A$& Or B',
    },
    { tool: 'edit', args: { text: 'a', edits: [{ kind: 'case', to: 'odd' }] }, error: /edits/ },
  ],
};

const calendar: ExampleExpectation = {
  tools: [
    'addBusinessDays',
    'differenceInBusinessDays',
    'eachDayOfInterval',
    'formatDuration',
    'getISOWeek',
    'intervalToDuration',
    'isWeekend',
    'lastDayOfMonth',
  ],
  skipped: {},
  cases: [
    {
      tool: 'addBusinessDays',
      args: { date: '2026-03-06T12:00:00', amount: 1 },
      structured: { result: '2026-03-09T12:00:00.000Z' },
    },
    {
      tool: 'differenceInBusinessDays',
      args: { laterDate: '2026-03-10', earlierDate: '2026-03-06' },
      structured: { result: 2 },
    },
    {
      tool: 'eachDayOfInterval',
      args: { start: '2026-02-27T00:00:00', end: '2026-03-01T00:00:00' },
      structured: {
        result: [
          '2026-02-27T00:00:00.000Z',
          '2026-02-28T00:00:00.000Z',
          '2026-03-01T00:00:00.000Z',
        ],
      },
    },
    {
      tool: 'formatDuration',
      args: { duration: { hours: 2, minutes: 5 } },
      text: '2 hours 5 minutes',
    },
    { tool: 'getISOWeek', args: { date: '2026-01-01T00:00:00' }, structured: { result: 1 } },
    {
      tool: 'intervalToDuration',
      args: { start: '2026-01-01T00:00:00', end: '2026-02-03T04:00:00' },
      structured: { months: 1, days: 2, hours: 4 },
    },
    { tool: 'isWeekend', args: { date: '2026-03-07T00:00:00' }, structured: { result: true } },
    {
      tool: 'lastDayOfMonth',
      args: { date: '2028-02-10T00:00:00' },
      structured: { result: '2028-02-29T00:00:00.000Z' },
    },
    { tool: 'isWeekend', args: {}, error: /date/ },
  ],
};

const A_PDF = { name: 'sales-report.pdf', mimeType: 'application/pdf', size: expect.any(Number) };
const AMOUNT: unknown = expect.any(Number);
const MONEY = { low: AMOUNT, median: AMOUNT, high: AMOUNT };

const reportJobs: ExampleExpectation = {
  tools: ['regions', 'salesTable'],
  jobs: ['salesReport', 'forecast'],
  skipped: {},
  cases: [
    { tool: 'regions', args: {}, structured: { result: ['North', 'South', 'West'] } },
    {
      tool: 'salesTable',
      args: { region: 'West' },
      file: /^month,region.*\n(2025-\d\d,West,.*\n){36}$/,
    },
    { tool: 'salesTable', args: { region: 'East' }, error: /there is no region East/ },
    {
      tool: 'salesReport',
      args: {},
      job: { result: { pages: 4, revenue: 258_888 }, files: [A_PDF] },
    },
    {
      tool: 'salesReport',
      args: { region: 'West' },
      job: { result: { pages: 2, revenue: 96_994 }, files: [A_PDF] },
    },
    { tool: 'salesReport', args: { region: 7 }, error: /region/ },
    { tool: 'forecast', args: { years: 500 }, job: { result: MONEY, files: [] } },
    { tool: 'forecast', args: { years: 5 }, error: /years/ },
  ],
};

/** Every example with what it must do. */
export const EXPECTED: Readonly<Record<ExampleName, ExampleExpectation>> = {
  'sql-store': sqlStore,
  'text-tools': textTools,
  'date-fns-server': calendar,
  'report-jobs': reportJobs,
};
