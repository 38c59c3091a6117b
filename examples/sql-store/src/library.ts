// The reading room: what may be asked of its catalogue and its loans.
import { number, open, type Row, text } from './database.js';

/** How a list of books is ordered. */
export type SortKey = 'title' | 'author' | 'year';

/** A book as it stands in a list. */
export interface BookSummary {
  id: number;
  title: string;
  author: string;
  /** Year of first publication. */
  year: number;
}

/** Everything the catalogue knows about a book. */
export interface Book extends BookSummary {
  /** ISO 639-1 code of the language it is written in. */
  language: string;
  pages: number;
  subjects: string[];
  /** Whether it stands on the shelf, that is, nobody has it on loan. */
  available: boolean;
}

/** One page of a longer list. */
export interface BookPage {
  items: BookSummary[];
  /** Number of books in the whole list. */
  total: number;
  /** Hand it back as `cursor` to get the next page; null on the last page. */
  nextCursor: string | null;
}

export interface ListOptions {
  /** Only books in this language, as an ISO 639-1 code. */
  language?: string;
  /** @default "title" */
  sort?: SortKey;
  /**
   * How many books a page holds.
   * @minimum 1
   * @maximum 50
   * @default 5
   */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/** Which books to find: by author, by years of publication, or by subject. */
export type BookFilter = ByAuthor | ByYears | BySubject;

interface ByAuthor {
  by: 'author';
  /** The full name, in any letter case. */
  name: string;
}

interface ByYears {
  by: 'years';
  /** The first year. */
  from: number;
  /** The last year, included. */
  to: number;
}

interface BySubject {
  by: 'subject';
  /** For example "gothic" or "travel". */
  subject: string;
}

/** A book that a reader has taken home. */
export interface Loan {
  book: string;
  reader: string;
  dueOn: Date;
}

/** The catalogue has no such book. */
export class BookNotFoundError extends Error {
  constructor(id: number) {
    super(`there is no book with the id ${id}; listBooks shows the ids`);
    this.name = 'BookNotFoundError';
  }
}

const db = open(new URL('./library.sql', import.meta.url));

/** Column that each sort key stands for: only these words ever reach the text of a statement. */
const SORT_COLUMNS = { title: 'title', author: 'author', year: 'year' } as const;

/**
 * Lists the catalogue page by page.
 * @readOnly
 */
export function listBooks(options: ListOptions): BookPage {
  const { language = null, sort = 'title', limit = 5, cursor } = options;
  const offset = cursor === undefined ? 0 : readCursor(cursor);
  const items = db.all(
    `select id, title, author, year from books
     where (:language is null or language = :language)
     order by ${SORT_COLUMNS[sort]}, id limit :limit offset :offset`,
    { ':language': language, ':limit': limit, ':offset': offset },
  );
  const total = db.one(
    'select count(*) as total from books where (:language is null or language = :language)',
    { ':language': language },
  );
  const end = offset + items.length;
  return {
    items: items.map(toSummary),
    total: number(total, 'total'),
    nextCursor: end < number(total, 'total') ? writeCursor(end) : null,
  };
}

/**
 * Gets one book with its subjects, and whether it is on the shelf.
 * @param id The book's id in the catalogue.
 * @throws {BookNotFoundError} When the catalogue has no such book.
 * @readOnly
 */
export function getBook(id: number): Book {
  const row = db.get('select * from books where id = ?', [id]);
  if (row === null) throw new BookNotFoundError(id);
  const subjects = db.all('select subject from subjects where book_id = ? order by subject', [id]);
  const loans = db.one('select count(*) as loans from loans where book_id = ?', [id]);
  return {
    ...toSummary(row),
    language: text(row, 'language'),
    pages: number(row, 'pages'),
    subjects: subjects.map((subject) => text(subject, 'subject')),
    available: number(loans, 'loans') === 0,
  };
}

/**
 * Searches titles and authors for words; every word has to occur.
 * @param query Words, separated by spaces.
 * @param limit How many books to return at most.
 * @readOnly
 */
export function searchBooks(query: string, limit = 5): BookSummary[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const condition = words.map(() => "instr(fold(title || ' ' || author), fold(?)) > 0");
  return db
    .all(
      `select id, title, author, year from books where ${condition.join(' and ')}
       order by title limit ?`,
      [...words, limit],
    )
    .map(toSummary);
}

/**
 * Finds books by author, by years of publication, or by subject.
 * @param filter What to look for; `by` says which of the three it is.
 * @readOnly
 */
export function findBooks(filter: BookFilter): BookSummary[] {
  return select(filter).map(toSummary);
}

/**
 * Counts the books of the catalogue in groups, the largest group first.
 * @param groupBy What makes a group.
 * @readOnly
 */
export function countBooks(
  groupBy: 'author' | 'language' | 'century',
): { group: string; books: number }[] {
  const group = { author: 'author', language: 'language', century: "(year + 99) / 100 || 'th'" };
  return db
    .all(
      `select ${group[groupBy]} as name, count(*) as books from books
       group by name order by books desc, name`,
    )
    .map((row) => ({ group: text(row, 'name'), books: number(row, 'books') }));
}

/**
 * Lists the loans that are due before a day, the oldest first.
 * @param day Loans due on this day itself are not listed.
 * @readOnly
 */
export function loansDueBefore(day: Date): Loan[] {
  return db
    .all(
      `select title, reader, due_on from loans join books on books.id = loans.book_id
       where due_on < ? order by due_on`,
      [day.toISOString()],
    )
    .map((row) => ({
      book: text(row, 'title'),
      reader: text(row, 'reader'),
      dueOn: new Date(text(row, 'due_on')),
    }));
}

/**
 * Walks through the whole catalogue without holding it in memory.
 * @param visit Called once for every book, in the order of their ids.
 */
export function eachBook(visit: (book: BookSummary) => void): void {
  for (const row of db.all('select id, title, author, year from books order by id')) {
    visit(toSummary(row));
  }
}

function toSummary(row: Row): BookSummary {
  return {
    id: number(row, 'id'),
    title: text(row, 'title'),
    author: text(row, 'author'),
    year: number(row, 'year'),
  };
}

function select(filter: BookFilter): Row[] {
  const columns = 'select id, title, author, year from books';
  switch (filter.by) {
    case 'author':
      return db.all(`${columns} where fold(author) = fold(?) order by year, id`, [filter.name]);
    case 'years':
      return db.all(`${columns} where year between ? and ? order by year, id`, [
        filter.from,
        filter.to,
      ]);
    case 'subject':
      return db.all(
        `${columns} where id in (select book_id from subjects where subject = ?) order by year, id`,
        [filter.subject],
      );
  }
}

function writeCursor(offset: number): string {
  return Buffer.from(`books:${offset}`).toString('base64url');
}

function readCursor(cursor: string): number {
  const match = /^books:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match === null) throw new Error('the cursor is not one that listBooks returned');
  return Number(match[1]);
}
