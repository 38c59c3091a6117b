// What the owner of a running job writes. Each write holds for the attempt alone: a later owner's row stays as it is.
import type { Sql, Transaction } from './postgres-connection.ts';
import type { Queue } from './postgres-queue.ts';
import { NOW } from './postgres-schema.ts';
import type { Claim, Ending, Progress, Questions } from './store.ts';

/** Takes the id and the attempt: a run that is over matches nothing. */
export const OWNED = `id = $1 and attempt = $2 and state = 'running'`;

export function progress(sql: Sql, claim: Claim, reached: Progress): Promise<boolean> {
  const { stage, totalStages, message } = reached;
  const values = [stage, totalStages, JSON.stringify(message)];
  return write(sql, claim, 'stage = $3, total_stages = $4, message = $5', values);
}

export function ask(sql: Sql, claim: Claim, questions: Questions | undefined): Promise<boolean> {
  return questions === undefined
    ? write(sql, claim, 'questions = null, answers = null', [])
    : write(sql, claim, 'questions = $3', [JSON.stringify(questions)]);
}

/** Answers in part, too; what is not asked now counts for nothing. */
export async function answerJob(tx: Transaction, id: string, answers: Questions): Promise<void> {
  const [row] = await tx.query<{ questions: string; answers: string | null }>(
    `select questions, answers from mcp_jobs.job
      where id = $1 and state = 'running' and questions is not null for update`,
    [id],
  );
  if (row === undefined) return;
  const asked: Questions = JSON.parse(row.questions);
  const before: Questions = JSON.parse(row.answers ?? '{}');
  const given = Object.entries(answers).filter(([key]) => Object.hasOwn(asked, key));
  const open = Object.entries(asked).filter(([key]) => !Object.hasOwn(answers, key));
  await tx.query('update mcp_jobs.job set questions = $2, answers = $3 where id = $1', [
    id,
    open.length === 0 ? null : JSON.stringify(Object.fromEntries(open)),
    JSON.stringify(Object.fromEntries([...Object.entries(before), ...given])),
  ]);
}

export async function takeAnswers(sql: Sql, claim: Claim): Promise<Questions | undefined> {
  const [row] = await sql.query<{ answers: string }>(
    `with complete as (
      select id, answers from mcp_jobs.job
      where ${OWNED} and questions is null and answers is not null for update
    )
    update mcp_jobs.job set answers = null from complete where job.id = complete.id returning complete.answers`,
    [claim.job.id, claim.attempt],
  );
  return row === undefined ? undefined : JSON.parse(row.answers);
}

export async function finish(
  tx: Transaction,
  queue: Queue,
  claim: Claim,
  ending: Ending,
): Promise<boolean> {
  const [row] = await tx.query<{ ticket: string }>(
    `update mcp_jobs.job set state = $3, result = $4, error = $5, files = $6, questions = null, answers = null,
      stage = case $3 when 'succeeded' then total_stages else stage end,
      updated = ${NOW}, ended = ${NOW}
    where ${OWNED} returning ticket`,
    [
      claim.job.id,
      claim.attempt,
      ending.state,
      ending.state === 'succeeded' ? JSON.stringify(ending.result) : null,
      ending.state === 'failed' ? JSON.stringify(ending.error) : null,
      JSON.stringify(ending.files),
    ],
  );
  if (row === undefined) return false;
  await queue.drop(row.ticket, tx);
  return true;
}

async function write(
  sql: Sql,
  { job: { id }, attempt }: Claim,
  change: string,
  values: readonly unknown[],
): Promise<boolean> {
  const rows = await sql.query(
    `update mcp_jobs.job set ${change}, updated = ${NOW} where ${OWNED} returning id`,
    [id, attempt, ...values],
  );
  return rows.length > 0;
}
