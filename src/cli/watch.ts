// --watch: regenerates in this process whenever the source's package or the answers change.
import { findConfig, loadConfig } from '../config/load.js';
import { EXIT } from '../errors.js';
import { deliver } from './deliver.js';
import { failed } from './failure.js';
import { prepare, prepareAgain, type Session } from './prepare.js';
import { watchFolders } from './watch-folders.js';

/** Ends with the exit code of an interruption, which is the only way it ends. */
export async function watch(session: Session): Promise<number> {
  const { context, target } = session;
  const changes = watchFolders(target.source.packageDir, target.out, context.signal);
  const first = await prepare(session);
  await deliver(session, first);
  let { config } = first;
  context.stderr.write(`watching ${target.source.packageDir} (Ctrl-C ends it)\n`);
  while (await changes.next()) {
    try {
      const file = findConfig([target.out]);
      if (file) config = await loadConfig(file);
      const prepared = await prepareAgain(session, config);
      if (hasNews(prepared)) await deliver({ ...session, brief: true }, prepared);
    } catch (error) {
      if (failed(context, error) === EXIT.bug) throw error;
    }
  }
  changes.close();
  return EXIT.interrupted;
}

function hasNews({ generated }: Awaited<ReturnType<typeof prepare>>): boolean {
  return generated.changes.some(
    ({ kind, ownership }) =>
      kind !== 'identical' && !(kind === 'edited' && ownership !== 'managed'),
  );
}
