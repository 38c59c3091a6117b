// A program that runs the conformance cases against one driver and prints a line of JSON for each.
import type { Case, Driver } from './driver.ts';

/** What became of a case; `error` is undefined when it held. */
export interface Outcome {
  readonly group: string;
  readonly name: string;
  readonly error?: string;
  readonly ms: number;
}

/** Runs those cases that the first argument names a group of; all of them without one. */
export async function runCases(driver: Driver, cases: readonly Case[]): Promise<void> {
  const group = process.argv[2];
  for (const each of cases) {
    if (each.only !== undefined && each.only !== driver.kind) continue;
    if (group !== undefined && each.group !== group) continue;
    process.stdout.write(`${JSON.stringify(await runCase(driver, each))}\n`);
  }
  await driver.end();
}

async function runCase(driver: Driver, { group, name, run }: Case): Promise<Outcome> {
  const begun = performance.now();
  const place = await driver.place();
  const error = await run(place).then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)),
  );
  await place.remove();
  const ms = Math.round(performance.now() - begun);
  return { group, name, ms, ...(error === undefined ? {} : { error }) };
}
