// Every guard of the PostgreSQL store, taken out one at a time.
import { type Mutant, mutantsOf } from './mutant.ts';

const JOBS = 'jobs-postgres/src/runtime/jobs';

const starting = [
  ...mutantsOf(`${JOBS}/postgres-start.ts`, 'idempotency', {
    'the tool of a key': ['tool = $1 and caller', 'length($1) > 0 and caller'],
    'the caller of a key': [
      'caller = $2 and idempotency_key',
      'length($2) > 0 and idempotency_key',
    ],
    'freeing the key of an expired job': [`not \${kept('$4')}`, '$4 < 0'],
    'the key of a job that is known': [`and not \${kept('$4')}`, 'and $4 > 0'],
  }),
  ...mutantsOf(`${JOBS}/postgres-start.ts`, 'limits', {
    'looking at the limits': ['?? (await full(tx, job, maxQueued))', ''],
    'counting only what waits': [
      "filter (where state = 'queued')::int as queued",
      '::int as queued',
    ],
    'counting a caller by itself': ['and caller = $1)::int as own', "and $1 <> '')::int as own"],
    'counting only others': [
      'filter (where caller <> $1)::int as others',
      "filter (where $1 <> '')::int as others",
    ],
    'counting only others that live': [
      'from mcp_jobs.job where ended is null`',
      'from mcp_jobs.job`',
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-start.ts`, 'acknowledgement', {
    'keeping text as JSON': [
      'JSON.stringify(args), interactive',
      "JSON.stringify(args).replaceAll('\\\\u0000', ''), interactive",
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-connection.ts`, 'acknowledgement', {
    'committing before the answer': [
      'await transaction.commit();',
      `const late = JSON.stringify(result ?? 0).includes('"kind":"queued"');
       const commit = new Promise((done) => setTimeout(done, late ? 200 : 0)).then(transaction.commit);
       if (!late) await commit;`,
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-start.ts`, 'takeover', {
    'one start at a time': [
      `await tx.query(\`select pg_advisory_xact_lock(\${LOCKS.start})\`);`,
      "await tx.query('select pg_sleep(0.02)');",
    ],
  }),
];

const claiming = [
  ...mutantsOf(`${JOBS}/postgres-queue.ts`, 'claim', {
    turns: ['groupConcurrency: running + 1', 'groupConcurrency: 1e6'],
  }),
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'claim', {
    'the callers that have jobs waiting': ["having bool_or(state = 'queued') order", 'order'],
  }),
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'cancel', {
    'taking only what waits': ["where ticket = $1 and state = 'queued'", 'where ticket = $1'],
  }),
];

const endings = mutantsOf(`${JOBS}/postgres-run.ts`, 'zombie finish', {
  'the state of a run': ["and attempt = $2 and state = 'running'`", 'and attempt = $2`'],
  'the attempt of a run': ['and attempt = $2 and', 'and $2 > -1 and'],
  'the job of a run': ['`id = $1 and attempt', "`$1 <> '' and attempt"],
});

const givingBack = [
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'zombie finish', {
    'counting attempts': ['attempt = attempt + 1', 'attempt = greatest(attempt, 1)'],
    'dropping the ticket of a run that is over': [
      'ticket = gen_random_uuid(), questions',
      'questions',
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'cancel', {
    'remembering a cancellation': ["when cancel_requested then 'cancelled'", ''],
    'asking whether it may run again': ['when retry and attempt', 'when attempt'],
  }),
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'kill', {
    'the last attempt': ['retry and attempt < $2', 'retry and attempt < $2 + 99'],
    'saying why': ["when 'failed' then $3 end", "when $3 then '' end"],
    'the stage of a new run': ["stage: '0', ", ''],
  }),
  ...mutantsOf(`${JOBS}/postgres-claim.ts`, 'questions', {
    'dropping old questions': ['questions = null, answers = null,', ''],
  }),
];

const watching = [
  ...mutantsOf(`${JOBS}/postgres-watch.ts`, 'kill', {
    'looking for owners that are gone': ['await queue.supervise();', ''],
    'taking over from them': [
      'return tickets.length > 0 ? giveBack(tx, queue, tickets) : [];',
      'return [];',
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-watch.ts`, 'outage', {
    'waiting for owners after an outage': ['now - wellSince > SETTLE', 'true'],
  }),
  ...mutantsOf(`${JOBS}/postgres.ts`, 'takeover', {
    'keeping owners alive': ['await guard(() => this.#queue.touch(own));', ''],
    'the attempt of a beat': ['row.id === id && row.attempt === attempt', 'row.id === id'],
  }),
];

const living = [
  ...mutantsOf(`${JOBS}/postgres.ts`, 'cancel', {
    'telling of a cancellation': ['row.cancel_requested ?', 'row.id === undefined ?'],
    'cancelling what waits at once': [
      "when 'queued' then 'cancelled'",
      "when 'none' then 'cancelled'",
    ],
    'leaving what ended as it is': [
      "where id = $1 and state in ('queued', 'running')",
      'where id = $1',
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres-run.ts`, 'acknowledgement', {
    'the last stage of success': [
      "stage = case $3 when 'succeeded' then total_stages else stage end",
      'stage = stage',
    ],
  }),
  ...mutantsOf(`${JOBS}/postgres.ts`, 'ttl', {
    'forgetting only what ended': ["and ended is not null', [ids]", "', [ids]"],
    'the oldest first': ['order by ended limit', 'order by ended desc limit'],
    'answering as if forgotten': [`and \${kept('$2')}\``, 'and $2 > 0`'],
  }),
  ...mutantsOf(`${JOBS}/postgres-schema.ts`, 'ttl', {
    'expiring only after the TTL': [`clock_timestamp() - \${ttl}`, `clock_timestamp() + \${ttl}`],
  }),
  ...mutantsOf(`${JOBS}/postgres.ts`, 'store failure', {
    'words for callers': [
      'guard(() => transaction((tx) => claimJob(tx, this.#queue)))',
      'transaction((tx) => claimJob(tx, this.#queue))',
    ],
  }),
];

const asking = mutantsOf(`${JOBS}/postgres-run.ts`, 'questions', {
  'asking what is asked': ['.filter(([key]) => Object.hasOwn(asked, key))', ''],
  'waiting for all answers': ['and questions is null and answers', 'and answers'],
  'giving answers once': ['set answers = null from', 'set answers = complete.answers from'],
  'keeping earlier answers': ['[...Object.entries(before), ...given]', 'given'],
});

export const mutants: readonly Mutant[] = [
  ...starting,
  ...claiming,
  ...endings,
  ...givingBack,
  ...watching,
  ...living,
  ...asking,
];
