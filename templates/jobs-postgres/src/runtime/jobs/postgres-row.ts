// A row of the table as the job it is.
import type { Job, JobState } from './store.ts';

export interface Row {
  readonly id: string;
  readonly tool: string;
  readonly caller: string;
  readonly state: JobState;
  readonly ticket: string;
  readonly args: string;
  readonly interactive: boolean;
  readonly attempt: number;
  readonly cancel_requested: boolean;
  readonly stage: number;
  readonly total_stages: number;
  readonly message: string;
  readonly questions: string | null;
  readonly result: string | null;
  readonly error: string | null;
  readonly files: string;
  readonly created: number;
  readonly updated: number;
  readonly started: number | null;
  readonly ended: number | null;
}

const TIMES = ['created', 'updated', 'started', 'ended'].map(
  (name) => `round(extract(epoch from ${name}) * 1000)::float8 as ${name}`,
);
/** What `Row` has, of mcp_jobs.job. */
export const COLUMNS = `id, tool, caller, state, ticket, args, interactive, attempt, cancel_requested, stage,
  total_stages, message, questions, result, error, files, ${TIMES.join(', ')}`;

export function jobOf(row: Row): Job {
  return {
    id: row.id,
    tool: row.tool,
    caller: JSON.parse(row.caller),
    state: row.state,
    args: JSON.parse(row.args),
    interactive: row.interactive,
    stage: row.stage,
    totalStages: row.total_stages,
    message: JSON.parse(row.message),
    files: JSON.parse(row.files),
    attempt: row.attempt,
    created: row.created,
    updated: row.updated,
    ...(row.result === null ? {} : { result: JSON.parse(row.result) }),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) }),
    ...(row.questions === null ? {} : { questions: JSON.parse(row.questions) }),
    ...(row.started === null ? {} : { started: row.started }),
    ...(row.ended === null ? {} : { ended: row.ended }),
  };
}
