// The embedded job store under the conformance cases, on this Node: with libsql where it has no SQLite of its own.
import { beforeAll, expect, test } from 'vitest';
import { cases } from '../jobs/conformance.ts';
import type { Outcome } from '../jobs/runner.ts';
import { casesOf, outcomes } from '../jobs/suite.ts';

let all: readonly Outcome[];
beforeAll(async () => {
  all = await outcomes('sqlite');
});

test.each(casesOf('sqlite', cases))('$group: $name', ({ group, name }) => {
  const outcome = all.find((each) => each.group === group && each.name === name);
  expect(outcome ?? 'did not run').not.toHaveProperty('error');
  expect(outcome?.name).toBe(name);
});
