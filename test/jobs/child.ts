// The process behind remote.ts: opens the store, and does with it what it is told.
import type { JobStore } from '../../templates/jobs/src/runtime/jobs/store.ts';
import { createLog } from '../../templates/project/src/runtime/log.ts';
import { DEFAULTS, newJob, type OpenStore } from './driver.ts';
import type { ChildOptions, Reply, Request } from './remote.ts';

/** Runs until the process is ended or its parent is gone. */
export function serve(openStore: OpenStore): void {
  const options: ChildOptions = JSON.parse(process.argv[2] ?? '{}');
  const clock = Date.now;
  Date.now = () => clock() + (options.clockShift ?? 0);
  const store = openStore({ ...DEFAULTS, ...options, log: createLog('silent', 'store') });
  process.on('disconnect', () => process.exit());
  process.on('message', (request: Request) => {
    const { call } = request;
    store
      .then((open) => perform(open, request))
      .then(
        (value) => reply({ call, value: JSON.stringify(value) }),
        ({ name, message }: Error) => reply({ call, error: { name, message } }),
      );
  });
}

async function perform(store: JobStore, request: Request): Promise<unknown> {
  if (request.method !== 'flood') {
    return Reflect.apply(store[request.method], store, request.args);
  }
  for (;;) {
    const job = newJob();
    await store.start(job);
    reply({ acknowledged: job.id });
  }
}

function reply(message: Reply): void {
  process.send?.(message);
}
