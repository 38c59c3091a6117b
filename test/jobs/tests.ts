// The conformance cases as tests: run once, in a process of their own, then told one by one.
import { beforeAll, expect, test } from 'vitest';
import { cases } from './conformance.ts';
import type { Driver } from './driver.ts';
import type { Outcome } from './runner.ts';
import { outcomes, type SuiteOptions } from './suite.ts';

/** To be called where tests are described. `options` are made when the tests run. */
export function conformanceTests(
  kind: Driver['kind'],
  options: () => Promise<SuiteOptions> = async () => ({}),
  group?: string,
): void {
  let all: readonly Outcome[];
  beforeAll(async () => {
    all = await outcomes(kind, { ...(await options()), ...(group === undefined ? {} : { group }) });
  });
  const wanted = cases.filter(
    (each) =>
      (each.only === undefined || each.only === kind) &&
      (group === undefined || each.group === group),
  );
  test.each(wanted)('$group: $name', ({ group, name }) => {
    const outcome = all.find((each) => each.group === group && each.name === name);
    expect(outcome ?? all.at(-1)).toEqual({ group, name, ms: expect.any(Number) });
  });
}
