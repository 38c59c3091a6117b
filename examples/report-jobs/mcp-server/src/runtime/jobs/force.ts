// When a thread may be ended by force: Node 20 aborts the whole process if that happens while it loads modules.
import type { Work } from './work.ts';

export interface Force {
  /** Aborts once the job is forced to end and its thread has loaded the module, or took too long over that. */
  readonly signal: AbortSignal;
  /** The same work, which tells when the module has been loaded. */
  readonly work: Work;
}

/** Milliseconds that an end by force waits for modules. */
const LOADING = 3000;

export function forceOf(work: Work): Force {
  const { force, hooks } = work;
  const end = new AbortController();
  let isLoaded = false;
  const onForce = () => {
    if (isLoaded) end.abort();
    else setTimeout(() => end.abort(), LOADING).unref();
  };
  const began = () => {
    isLoaded = true;
    if (force.aborted) end.abort();
    hooks.began();
  };
  if (force.aborted) onForce();
  else force.addEventListener('abort', onForce, { once: true });
  return { signal: end.signal, work: { ...work, hooks: { ...hooks, began } } };
}
