// What jobs add to a call: `ctx.ask`, which puts questions to the client of a job while it runs.
import type { FileAddition } from '../files/context.ts';
import { toJson } from '../serialise.ts';
import type { Addition } from '../service.ts';
import type { Questions } from './store.ts';

/**
 * Asks by key, in the requests of the protocol: `{ name: { method: 'elicitation/create', params: … } }`. Resolves to
 * the results by the same keys; rejects when the client that started the job does not follow tasks.
 */
export type Ask = (requests: Readonly<Record<string, object>>) => Promise<Questions>;

declare module '../tool.ts' {
  interface ToolContext {
    readonly ask: Ask;
  }
}

/** A call that is no job has nobody who would answer it. */
export function withoutQuestions({ extra, ...addition }: FileAddition): Addition {
  const ask: Ask = () =>
    Promise.reject(new Error('only a job can ask its client: mark the function with @job'));
  return { ...addition, extra: { ...extra, ask } };
}

export function questionsOf(requests: Readonly<Record<string, object>>): Questions {
  return Object.fromEntries(
    Object.entries(requests).map(([key, request]) => [key, toJson(request) ?? null]),
  );
}
