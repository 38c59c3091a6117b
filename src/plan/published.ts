// Tools as clients see them: a plain tool is one, a job is the four of product.md.
import type { JsonSchema } from '../model/json-schema.js';
import { inputSchema, outputSchema } from '../model/json-schema.js';
import type { Annotations } from '../model/module.js';
import { type JobNames, jobNames } from '../model/names.js';
import { cancelled, progress, resultOf, started, withKey } from './job-schemas.js';
import type { PlannedTool } from './server.js';

export interface PublishedTool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations?: Annotations;
  readonly mode: 'sync' | 'job';
  /** The job that it belongs to. */
  readonly job?: string;
  /** Of the tool that starts a job: `idempotency_key` is the server's own, no input of the function. */
  readonly idempotencyKey?: true;
}

/** What `tools/list` says, in order. */
export function publishedTools(tools: readonly PlannedTool[]): readonly PublishedTool[] {
  return tools.flatMap((tool) => (tool.mode === 'job' ? jobTools(tool) : [plainTool(tool)]));
}

function plainTool(tool: PlannedTool): PublishedTool {
  const output = outputSchema(tool);
  return {
    name: tool.name,
    ...(tool.title === undefined ? {} : { title: tool.title }),
    ...(tool.description === undefined ? {} : { description: tool.description }),
    inputSchema: inputSchema(tool),
    ...(output === undefined ? {} : { outputSchema: output }),
    ...annotated(tool.annotations),
    mode: tool.mode,
  };
}

const READS: Annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
const CANCELS: Annotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

function jobTools(tool: PlannedTool): readonly PublishedTool[] {
  const names = jobNames(tool.name);
  const one = (part: keyof JobNames) => ({ name: names[part], ...titled(tool, part) });
  const ofJob = { mode: 'job', job: tool.name } as const;
  return [
    startTool(tool, names),
    {
      ...one('status'),
      description: statusWords(names),
      inputSchema: started,
      outputSchema: progress,
      ...annotated(READS),
      ...ofJob,
    },
    {
      ...one('result'),
      description: resultWords(names),
      inputSchema: started,
      outputSchema: resultOf(tool),
      ...annotated(READS),
      ...ofJob,
    },
    {
      ...one('cancel'),
      description: cancelWords(names),
      inputSchema: started,
      outputSchema: cancelled,
      ...annotated(CANCELS),
      ...ofJob,
    },
  ];
}

/** Without an output schema: clients that follow tasks get a task instead of the job's id. */
function startTool(tool: PlannedTool, names: JobNames): PublishedTool {
  const { schema, isOurs } = withKey(inputSchema(tool));
  return {
    name: names.start,
    ...titled(tool, 'start'),
    description: startWords(tool, names),
    inputSchema: schema,
    ...annotated(tool.annotations),
    mode: 'job',
    job: tool.name,
    ...(isOurs && { idempotencyKey: true }),
  };
}

function titled({ title }: PlannedTool, part: keyof JobNames): Pick<PublishedTool, 'title'> {
  return title === undefined ? {} : { title: `${title}: ${part}` };
}

function annotated(annotations: Annotations): Pick<PublishedTool, 'annotations'> {
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}

function startWords({ description }: PlannedTool, { status, result }: JobNames): string {
  const how = `Starts a job and gives its job_id at once. Ask ${status} for its progress until the state is succeeded, failed or cancelled, then ${result} for what came of it.`;
  return description === undefined ? how : `${description}\n\n${how}`;
}

function statusWords({ start, result }: JobNames): string {
  return `Says how far a job of ${start} is.

Gives its state, the stage it has reached of total_stages, a message, and why it failed if it did. Answers at once, so ask every few seconds; once the state is succeeded, failed or cancelled, ask ${result}.`;
}

function resultWords({ start, status }: JobNames): string {
  return `Gives what a job of ${start} returned, and links to the files it made.

ready is false as long as it waits or runs (ask ${status} again later), and for good when it failed or was cancelled.`;
}

function cancelWords({ start, status }: JobNames): string {
  return `Ends a job of ${start}.

One that waits is cancelled at once; one that runs is told to stop, which ${status} shows; one that has ended stays as it is.`;
}
