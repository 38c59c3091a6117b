// What a running job of the embedded store asks its client, and the answers on their way to it.
import type { Database } from './sqlite-binding.ts';
import { has, parsed, stored } from './sqlite-rows.ts';
import { OWNED, TOUCH } from './sqlite-schema.ts';
import type { Claim, Questions } from './store.ts';

const ASKED = `select questions, answers from jobs
  where id = ? and questions is not null`;
const ANSWER = `update jobs set questions = ?, answers = ?, ${TOUCH} where id = ?`;
const ANSWERED = `select answers from jobs
  where ${OWNED} and questions is null and answers is not null`;
const TAKE = `update jobs set answers = null where ${OWNED}`;

export function answerJob(database: Database, id: string, answers: Questions): void {
  const row = database.get(ASKED, id);
  if (row === undefined) return;
  const asked = Object.keys(parsed<Questions>(row, 'questions'));
  const given = Object.entries(answers).filter(([key]) => asked.includes(key));
  const open = Object.entries(parsed<Questions>(row, 'questions')).filter(
    ([key]) => !Object.hasOwn(answers, key),
  );
  const before = has(row, 'answers') ? Object.entries(parsed<Questions>(row, 'answers')) : [];
  const left = open.length === 0 ? null : stored(Object.fromEntries(open));
  database.run(ANSWER, left, stored(Object.fromEntries([...before, ...given])), Date.now(), id);
}

export function takeAnswers(database: Database, claim: Claim): Questions | undefined {
  const row = database.get(ANSWERED, claim.job.id, claim.attempt);
  if (row === undefined) return undefined;
  database.run(TAKE, claim.job.id, claim.attempt);
  return parsed<Questions>(row, 'answers');
}
