// A few random types of a fixed seed, served and held against the compiler; `npm run bench:introspect` tries more.
import { expect, it } from 'vitest';
import { compare } from '../bench/introspect/types/bench.js';
import { disagreements } from '../bench/introspect/types/report.js';

it('serves random types as the compiler has them', async () => {
  const outcome = await compare({ seed: 5, count: 45 });
  expect(outcome.tried.length).toBeGreaterThan(300);
  expect(
    disagreements(outcome).map(({ subject, detail }) => `${subject.source}\n${detail}`),
  ).toEqual([]);
  expect(outcome.errors).toEqual([]);
  expect(outcome.skipped.map(({ export: name, reason }) => `${name}: ${reason}`)).toEqual([]);
});
