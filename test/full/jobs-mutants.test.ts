// The embedded store without each of its guards in turn: the conformance cases notice every time.
import { expect, test } from 'vitest';
import { mutants } from '../jobs/mutants/sqlite.ts';
import { outcomes } from '../jobs/suite.ts';

test.concurrent.each(mutants)(
  'notice a store without $guard',
  async ({ group, file, from, to }) => {
    const all = await outcomes('sqlite', { group, mutation: { file, from, to } });
    const noticed = all.filter(({ error }) => error !== undefined);
    expect(noticed.length).toBeGreaterThan(0);
    // A change that breaks everything would prove nothing about the guard.
    expect(noticed.length).toBeLessThan(all.length);
  },
);
