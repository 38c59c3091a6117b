-- The reading room's data. Loaded into memory at start; nothing is ever written back.
create table books (
  id integer primary key,
  title text not null,
  author text not null,
  year integer not null,
  language text not null,
  pages integer not null
);
create table subjects (
  book_id integer not null references books (id),
  subject text not null,
  primary key (book_id, subject)
);
create table loans (
  id integer primary key,
  book_id integer not null references books (id),
  reader text not null,
  due_on text not null
);

insert into books (id, title, author, year, language, pages) values
  (1, 'Frankenstein', 'Mary Shelley', 1818, 'en', 280),
  (2, 'Persuasion', 'Jane Austen', 1817, 'en', 249),
  (3, 'Emma', 'Jane Austen', 1815, 'en', 474),
  (4, 'Middlemarch', 'George Eliot', 1871, 'en', 880),
  (5, 'Madame Bovary', 'Gustave Flaubert', 1857, 'fr', 374),
  (6, 'Germinal', 'Émile Zola', 1885, 'fr', 591),
  (7, 'Der Sandmann', 'E. T. A. Hoffmann', 1816, 'de', 80),
  (8, 'Effi Briest', 'Theodor Fontane', 1895, 'de', 352),
  (9, 'Dracula', 'Bram Stoker', 1897, 'en', 418),
  (10, 'The Time Machine', 'H. G. Wells', 1895, 'en', 118),
  (11, 'The War of the Worlds', 'H. G. Wells', 1898, 'en', 287),
  (12, 'Vingt mille lieues sous les mers', 'Jules Verne', 1870, 'fr', 424);

insert into subjects (book_id, subject) values
  (1, 'gothic'), (1, 'science'), (2, 'society'), (3, 'society'), (4, 'society'),
  (5, 'society'), (6, 'labour'), (6, 'society'), (7, 'gothic'), (8, 'society'),
  (9, 'gothic'), (10, 'science'), (10, 'travel'), (11, 'science'), (12, 'sea'), (12, 'travel');

insert into loans (id, book_id, reader, due_on) values
  (1, 4, 'Ada', '2026-03-02T00:00:00.000Z'),
  (2, 9, 'Ben', '2026-03-09T00:00:00.000Z'),
  (3, 12, 'Ada', '2026-03-16T00:00:00.000Z'),
  (4, 1, 'Chloé', '2026-04-06T00:00:00.000Z');
