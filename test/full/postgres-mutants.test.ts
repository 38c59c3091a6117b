// The PostgreSQL store without each of its guards in turn: the conformance cases notice every time.
import { beforeAll, describe, expect, test } from 'vitest';
import { installNode24 } from '../helpers/node24.ts';
import { whyNoPostgres } from '../helpers/postgres.ts';
import { mutants } from '../jobs/mutants/postgres.ts';
import { outcomes } from '../jobs/suite.ts';

const reason = whyNoPostgres();
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`;

// They mostly wait for leases to end.
describe.skipIf(reason !== undefined)(`PostgreSQL${skipped}`, { concurrent: true }, () => {
  let node: string;
  beforeAll(async () => {
    node = await installNode24();
  });

  test.each(mutants)('notice a store without $guard', async ({ group, ...mutation }) => {
    const all = await outcomes('postgres', { node, group, mutation });
    const noticed = all.filter(({ error }) => error !== undefined);
    expect(noticed.length).toBeGreaterThan(0);
    // A change that breaks everything would prove nothing about the guard.
    expect(noticed.length).toBeLessThan(all.length);
  });
});
