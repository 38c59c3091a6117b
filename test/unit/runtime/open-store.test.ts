// What an address of a job store may be, where PostgreSQL was chosen.
import { expect, it } from 'vitest';
import { problemOf } from '../../../templates/jobs-postgres/src/runtime/jobs/open-store.ts';

it.each([
  ['sqlite:./data/jobs.db', '20.19.0'],
  ['postgres://u:p@db.example/jobs', '22.12.0'],
  ['postgresql://db.example/jobs?sslmode=require', '24.1.0'],
])('%s is taken on Node %s', (url, node) => {
  expect(problemOf(url, node)).toBeUndefined();
});

it.each([
  ['postgres://u:secret@db/jobs', '20.19.0', /needs Node 22\.12 or later \(this is 20\.19\.0\)/],
  ['postgres://u:secret@db/jobs', '22.11.9', /needs Node 22\.12 or later/],
  ['postgres://u:secret@:x/jobs', '24.0.0', /JOBS_URL is no URL: percent-encode/],
  ['mysql://u:secret@db/jobs', '24.0.0', /JOBS_URL names no store of jobs: expected sqlite:/],
  ['sqlite:', '24.0.0', /JOBS_URL names no store of jobs/],
])('%s on Node %s is refused, without a word of it', (url, node, expected) => {
  const problem = problemOf(url, node);
  expect(problem).toMatch(expected);
  expect(problem).not.toContain('secret');
});
