// What an address of a job store may be, where PostgreSQL was chosen.
import { expect, it } from 'vitest';
import { problemOf } from '../../../templates/jobs-postgres/src/runtime/jobs/open-store.ts';

it.each([
  ['sqlite:./data/jobs.db', '20.19.0'],
  ['postgres://u:p@db.example/jobs', '22.12.0'],
  ['postgresql://db.example/jobs?sslmode=require', '24.1.0'],
])('%s is taken on Node %s', (url, node) => {
  expect(problemOf({ url, timeout: 1000 }, node)).toBeUndefined();
});

it.each([
  ['postgres://u:secret@db/jobs', '20.19.0', /needs Node 22\.12 or later \(this is 20\.19\.0\)/],
  ['postgres://u:secret@db/jobs', '22.11.9', /needs Node 22\.12 or later/],
  ['postgres://u:secret@:x/jobs', '24.0.0', /JOBS_URL is no URL: percent-encode/],
  ['mysql://u:secret@db/jobs', '24.0.0', /JOBS_URL names no store of jobs: expected sqlite:/],
  ['sqlite:', '24.0.0', /JOBS_URL names no store of jobs/],
])('%s on Node %s is refused, without a word of it', (url, node, expected) => {
  const problem = problemOf({ url, timeout: 1000 }, node);
  expect(problem).toMatch(expected);
  expect(problem).not.toContain('secret');
});

it.each([
  [24, 'postgres://db/jobs', undefined],
  [24.1, 'postgres://db/jobs', /^JOB_TIMEOUT: a job in PostgreSQL may run for 24h/],
  [Number.POSITIVE_INFINITY, 'postgres://db/jobs', /^JOB_TIMEOUT: /],
  [Number.POSITIVE_INFINITY, 'sqlite:./data/jobs.db', undefined],
])('%d hours for a job of %s', (hours, url, expected) => {
  const problem = problemOf({ url, timeout: hours * 3_600_000 }, '24.0.0');
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(expected);
});
