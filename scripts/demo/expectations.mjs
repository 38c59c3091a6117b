// Calls with arguments that differ from run to run, and their answers, computed from the data without SQL.
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** `{ tool, args, expected }` for every tool of the sql-store example; the data is the example's SQL file. */
export async function randomCalls(sqlFile) {
  const data = parse(await readFile(sqlFile, 'utf8'));
  return [
    ...pages(data),
    known(data),
    unknown(),
    search(data),
    byAuthor(data),
    byYears(data),
    bySubject(data),
    counts(data),
    due(data),
  ];
}

function parse(sql) {
  const books = [...sql.matchAll(/\((\d+), '([^']+)', '([^']+)', (\d{4}), '(\w+)', (\d+)\)/g)];
  const subjects = [...sql.matchAll(/\((\d+), '(\w+)'\)/g)];
  const loans = [...sql.matchAll(/\(\d+, (\d+), '([^']+)', '([^']+Z)'\)/g)];
  return {
    books: books.map(([, id, title, author, year, language, pages]) => ({
      ...{ id: Number(id), title, author, year: Number(year) },
      ...{ language, pages: Number(pages) },
    })),
    subjects: subjects.map(([, book, subject]) => ({ book: Number(book), subject })),
    loans: loans.map(([, book, reader, dueOn]) => ({ book: Number(book), reader, dueOn })),
  };
}

/** The whole list in one order, page by page; each page's cursor is the one before hands out. */
function pages({ books }) {
  const sort = pick(['title', 'author', 'year']);
  const language = pick(['en', 'fr', 'de']);
  const limit = randomInt(1, 5);
  const all = ordered(
    books.filter((book) => book.language === language),
    sort,
  );
  return Array.from({ length: Math.ceil(all.length / limit) }, (_, page) => {
    const [start, end] = [page * limit, (page + 1) * limit];
    return {
      tool: 'listBooks',
      args: { language, sort, limit, ...(page > 0 && { cursor: cursor(start) }) },
      expected: {
        items: all.slice(start, end).map(summary),
        total: all.length,
        nextCursor: end < all.length ? cursor(end) : null,
      },
    };
  });
}

function known({ books, subjects, loans }) {
  const book = pick(books);
  const expected = {
    ...book,
    subjects: subjects
      .filter((entry) => entry.book === book.id)
      .map((entry) => entry.subject)
      .sort(),
    available: !loans.some((loan) => loan.book === book.id),
  };
  return { tool: 'getBook', args: { id: book.id }, expected };
}

function unknown() {
  const id = randomInt(1000, 9999);
  const error = `there is no book with the id ${id}; listBooks shows the ids`;
  return { tool: 'getBook', args: { id }, expected: { error } };
}

function search({ books }) {
  const { title, author } = pick(books);
  const words = [pick(title.split(' ')), pick(author.split(' '))];
  const limit = randomInt(1, 6);
  const found = books.filter((book) =>
    words.every((word) =>
      `${book.title} ${book.author}`.toLowerCase().includes(word.toLowerCase()),
    ),
  );
  const query = pick([words.join(' '), words.join('  ').toUpperCase()]);
  return {
    tool: 'searchBooks',
    args: { query, limit },
    expected: { result: ordered(found, 'title').slice(0, limit).map(summary) },
  };
}

function byAuthor({ books }) {
  const { author } = pick(books);
  const found = books.filter((book) => book.author === author);
  return find({ by: 'author', name: author.toUpperCase() }, found);
}

function byYears({ books }) {
  const from = randomInt(1810, 1860);
  const to = from + randomInt(0, 50);
  return find(
    { by: 'years', from, to },
    books.filter((book) => book.year >= from && book.year <= to),
  );
}

function bySubject({ books, subjects }) {
  const { subject } = pick(subjects);
  const ids = subjects.filter((entry) => entry.subject === subject).map((entry) => entry.book);
  return find(
    { by: 'subject', subject },
    books.filter((book) => ids.includes(book.id)),
  );
}

function find(filter, found) {
  return {
    tool: 'findBooks',
    args: { filter },
    expected: { result: ordered(found, 'year').map(summary) },
  };
}

function counts({ books }) {
  const groupBy = pick(['author', 'language']);
  const groups = [...new Set(books.map((book) => book[groupBy]))].map((group) => ({
    group,
    books: books.filter((book) => book[groupBy] === group).length,
  }));
  groups.sort((a, b) => b.books - a.books || compare(a.group, b.group));
  return { tool: 'countBooks', args: { groupBy }, expected: { result: groups } };
}

function due({ books, loans }) {
  const day = new Date(Date.UTC(2026, 2, randomInt(1, 45))).toISOString();
  const result = loans
    .filter((loan) => loan.dueOn < day)
    .sort((a, b) => compare(a.dueOn, b.dueOn))
    .map(({ book, reader, dueOn }) => ({
      book: books.find((entry) => entry.id === book).title,
      ...{ reader, dueOn },
    }));
  return { tool: 'loansDueBefore', args: { day }, expected: { result } };
}

function summary({ id, title, author, year }) {
  return { id, title, author, year };
}

function ordered(books, key) {
  return [...books].sort((a, b) => compare(a[key], b[key]) || a.id - b.id);
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function cursor(offset) {
  return Buffer.from(`books:${offset}`).toString('base64url');
}

function pick(list) {
  return list[randomInt(list.length)];
}
