// Every guard of the embedded store, taken out one at a time.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in the source holds placeholders
import { type Mutant, mutantsOf } from './mutant.ts';

const JOBS = 'jobs/src/runtime/jobs';

/** Commits what was acknowledged with what comes within the next 200 ms. */
const LATE = `const commit = () => {
        globalThis.held = undefined;
        if (this.#isOpen) database.exec('commit');
      };
      globalThis.held ??= setTimeout(commit, 200, database.exec('begin'));
      const started = startJob(`;

const starting = mutantsOf(`${JOBS}/sqlite-start.ts`, 'idempotency', {
  'looking for the same start': ['sameStart(database, job, options.ttl) ?? ', ''],
  'the tool of a key': ["'tool = ? and", "'tool <> coalesce(?, 0) || tool and"],
  'the caller of a key': ['caller = ? and idempotency_key', '? is not null and idempotency_key'],
  'freeing the key of an expired job': ['and ended < ?`', 'and ended < ? - 9e12`'],
  'the key of a job that is known': ['and ended < ?`', 'and ended < ? + 9e12`'],
});

const counting = mutantsOf(`${JOBS}/sqlite-start.ts`, 'limits', {
  'looking at the limits': ['?? full(database, job, options.maxQueued)', ''],
  'counting only what waits': ["filter (where state = 'queued') as queued", 'as queued'],
  'counting a caller by itself': ['and caller = ?) as own', "and ? <> '') as own"],
  'counting only others': [
    'filter (where caller <> ?) as others',
    "filter (where ? <> '') as others",
  ],
  'counting only others that live': ['from jobs where ended is null`', 'from jobs`'],
});

const claiming = mutantsOf(`${JOBS}/sqlite.ts`, 'claim', {
  'taking only what waits': [
    "where ended is null and state = 'queued' group by",
    'where ended is null group by',
  ],
  'taking what lives': [
    "where ended is null and state = 'queued' group by",
    "where state in ('queued', 'failed') group by",
  ],
  'the order of acceptance': ['min(seq) as seq', 'max(seq) as seq'],
  turns: ['order by coalesce(busy, 0), seq', 'order by seq'],
  'turns by what runs now': [
    "where ended is null and state = 'running' group by",
    "where state <> 'queued' group by",
  ],
  'the first of those whose turn it is': [
    'order by coalesce(busy, 0), seq',
    'order by coalesce(busy, 0), seq desc',
  ],
});

const endings = mutantsOf(`${JOBS}/sqlite-schema.ts`, 'zombie finish', {
  'the state of a run': ["id = ? and state = 'running' and attempt = ?", 'id = ? and attempt = ?'],
  'the attempt of a run': ["state = 'running' and attempt = ?", "state = 'running' and ? > -1"],
  'the job of a run': ["\"id = ? and state = 'running'", "\"? <> '' and state = 'running'"],
});

const settling = mutantsOf(`${JOBS}/sqlite-schema.ts`, 'kill', {
  'remembering a cancellation': ["when cancel_requested = 1 then 'cancelled'", ''],
  'putting cancellation before another run': ['cancel_requested = 0 and retry', 'retry'],
  'asking whether it may run again': ['retry = 1 and attempt', 'attempt'],
  'the last attempt': ['attempt < ${MAX_ATTEMPTS}`', 'attempt > 0`'],
  'saying why': ['else \'"${INTERRUPTED}"\' end', 'else null end'],
  'the stage of a new run': ['then 0 else stage end', 'then stage else stage end'],
  'the message of a new run': ['then \'""\' else message end', 'then message else message end'],
  'dropping old questions': ['questions = null, answers = null, ${TOUCH}`', '${TOUCH}`'],
});

const clock = mutantsOf(`${JOBS}/sqlite-schema.ts`, 'clock skew', {
  'time that goes forward': ["'updated = max(updated, ?)'", "'updated = ?'"],
  'an end after the beginning': ["'ended = max(updated, ?), ", "'ended = ?, "],
});

const opening = [
  ...mutantsOf(`${JOBS}/sqlite-schema.ts`, 'takeover', {
    'the lock': ["'pragma locking_mode = exclusive'", "'pragma locking_mode = normal'"],
    'letting go of the lock': ["database.exec('pragma locking_mode = normal');", ''],
  }),
  ...mutantsOf(`${JOBS}/sqlite-open.ts`, 'kill', {
    'settling what ran': ['settle(database)', '[]'],
  }),
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'kill', {
    'committing before the answer': ['const started = startJob(', LATE],
  }),
];

const living = [
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'zombie finish', {
    'counting attempts': ['attempt = attempt + 1', 'attempt = max(attempt, 1)'],
  }),
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'cancel', {
    'cancelling only what waits': [
      "`${CANCEL} where id = ? and state = 'queued'`",
      '`${CANCEL} where id = ?`',
    ],
    'asking only what runs to end': [
      "`${ASK_TO_END} where id = ? and state = 'running'`",
      '`${ASK_TO_END} where id = ?`',
    ],
    'telling of a cancellation': ['row.cancel_requested === 1', 'row.cancel_requested === 2'],
  }),
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'acknowledgement', {
    'waking who waits': ["if (started.kind === 'queued')", 'if (false)'],
    'the last stage of success': ["'stage = total_stages, result'", "'result'"],
    'the pattern of ids where jobs are read': ['return isJobId(id) ?', 'return id ?'],
    'the pattern of ids where jobs are cancelled': ['if (!isJobId(id)) return undefined;', ''],
    'the pattern of ids where jobs are answered': ['if (isJobId(id)) await', 'await'],
  }),
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'ttl', {
    'forgetting only what ended': ['where ended is not null and id in', 'where id in'],
    'expiring only after the TTL': ['where ended < ? order by', 'where ended < ? + 9e12 order by'],
    'the oldest first': ['order by ended limit ?', 'order by ended desc limit ?'],
    'answering as if forgotten': ['job.ended >= this.#expiry()', 'job.ended >= 0'],
    'the TTL': ['Date.now() - this.#options.ttl', 'Date.now() + 9'],
  }),
  ...mutantsOf(`${JOBS}/sqlite.ts`, 'store failure', {
    'words for callers': [
      'new StoreError(messageOf(error), ',
      'new StoreError(`${this.#options.url} ${error.message}`, ',
    ],
  }),
];

const asking = mutantsOf(`${JOBS}/sqlite-questions.ts`, 'questions', {
  'asking what is asked': ['.filter(([key]) => asked.includes(key))', ''],
  'waiting for all answers': ['and questions is null and answers', 'and answers'],
  'giving answers once': ['database.run(TAKE, claim.job.id, claim.attempt);', ''],
  'giving answers to who asked': [
    'where ${OWNED} and questions is null',
    'where id = ? and coalesce(?, 0) and questions is null',
  ],
  'keeping earlier answers': ['[...before, ...given]', 'given'],
});

const binding = mutantsOf(`${JOBS}/sqlite-binding.ts`, 'binding', {
  'the guard of bound values': [
    'throw new TypeError(`cannot be stored',
    'if (value !== 9) return value; throw new TypeError(`cannot be stored',
  ],
  'refusing NUL': ['/[\\0\\p{Surrogate}]/u', '/[\\p{Surrogate}]/u'],
  'refusing half a character': ['/[\\0\\p{Surrogate}]/u', '/[\\0]/u'],
  'refusing fractions': ['Number.isSafeInteger(value)', 'Number.isFinite(value)'],
});

const shared = [
  ...mutantsOf(`${JOBS}/store.ts`, 'acknowledgement', {
    'the pattern of ids': ['/^[0-9a-f]{32}$/', '/^/'],
  }),
  ...mutantsOf(`${JOBS}/start-rules.ts`, 'idempotency', {
    'comparing arguments': ['return isDeepStrictEqual(', 'return true || isDeepStrictEqual('],
  }),
  ...mutantsOf(`${JOBS}/start-rules.ts`, 'limits', {
    'the limit of the queue': ['queued >= maxQueued', 'queued < 0'],
    'the last place of the queue': ['queued >= maxQueued', 'queued > maxQueued'],
    'the share of a caller': ['own >= share', 'own < 0'],
    'the whole queue for one alone': ['others > 0 && own', 'own'],
  }),
  ...mutantsOf(`${JOBS}/sqlite-rows.ts`, 'acknowledgement', {
    'keeping text as JSON': [
      'JSON.stringify(value)',
      "JSON.stringify(value).replaceAll('\\\\u0000', '')",
    ],
  }),
];

export const mutants: readonly Mutant[] = [
  ...shared,
  ...starting,
  ...counting,
  ...claiming,
  ...endings,
  ...settling,
  ...clock,
  ...opening,
  ...living,
  ...asking,
  ...binding,
];
