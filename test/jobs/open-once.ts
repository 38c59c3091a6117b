// A program that opens the store its argument names, says how that went, and closes it.
import { createLog } from '../../templates/project/src/runtime/log.ts';
import { DEFAULTS, type OpenStore } from './driver.ts';

/** Prints `open`, or the error's name and message. */
export async function openOnce(openStore: OpenStore): Promise<void> {
  const url = process.argv[2] ?? '';
  try {
    const store = await openStore({ ...DEFAULTS, url, log: createLog('trace', 'store') });
    await store.close();
    process.stdout.write('open');
  } catch (error) {
    process.stdout.write(String(error));
  }
}
