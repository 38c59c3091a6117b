// What the served tools do with each value: the published schema, the generated check, and the way there and back.
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { pino } from 'pino';
import { inputSchema, type JsonSchema, outputSchema } from '../../../../src/model/json-schema.js';
import type { ToolModel } from '../../../../src/model/module.js';
import type { Json } from '../../../../src/model/schema.js';
import { NO_PARTS } from '../../../helpers/extra.ts';
import { FORMATS } from './codecs.js';
import type { Expected, Judged } from './judged.js';
import type { Served } from './served.js';
import { isRecord } from './spec.js';

/** How a tool fails a value; undefined when it does what is expected. */
export type Failure = string | undefined;

type Serve = (value: Judged) => Promise<Failure>;

/** A strict validator that takes formats and encodings at their word. */
export function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTuples: false, allowUnionTypes: true });
  ajv.addFormat('date-time', FORMATS['date-time']);
  ajv.addFormat('uri', FORMATS.uri);
  ajv.addFormat('regex', FORMATS.regex);
  ajv.removeKeyword('contentEncoding');
  ajv.addKeyword({
    keyword: 'contentEncoding',
    type: 'string',
    validate: (_: string, text: string) => FORMATS.base64(text),
  });
  return ajv;
}

/** By tool: tries values. A schema that does not compile fails them all. */
export function trials(served: Served): ReadonlyMap<string, Serve> {
  const ajv = strictAjv();
  return new Map(served.model.tools.map((model) => [model.name, trial(ajv, served, model)]));
}

const ANNOUNCED: ReadonlySet<Expected> = new Set(['accept', 'tail']);
const TAKEN: ReadonlySet<Expected> = new Set(['accept', 'lenient']);

function trial(ajv: Ajv2020, served: Served, model: ToolModel): Serve {
  const schema = inputSchema(model);
  const output = outputSchema(model);
  const checks = { input: compiled(ajv, schema), output: output && compiled(ajv, output) };
  const tool = served.table.tools.find(({ name }) => name === model.name);
  return async (value) => {
    if (typeof checks.input === 'string') return `input schema: ${checks.input}`;
    if (typeof checks.output === 'string') return `output schema: ${checks.output}`;
    if (tool === undefined) return 'not in the table';
    const args = argumentsOf(model, value);
    const files: string[] = [];
    const call = () =>
      served.table.callTool(
        { tool, inputSchema: schema, args, era: 'bench', ctx: contextWith(files) },
        { toolTimeout: 10_000, maxResultBytes: 1_048_576, errors: 'safe', log: SILENT },
      );
    const announced = checks.input(args);
    const taken =
      value.expected === 'lenient'
        ? (await call()).isError !== true
        : 'run' in (await tool.prepare(args));
    if (announced !== ANNOUNCED.has(value.expected)) {
      return `schema ${announced ? 'accepts' : 'refuses'}`;
    }
    if (taken !== TAKEN.has(value.expected)) return `zod ${taken ? 'accepts' : 'refuses'}`;
    if (!taken || !announced) return undefined;
    const result = await call();
    const [first] = result.content;
    const text = first?.type === 'text' ? first.text : '';
    if (result.isError === true) return `call: ${text}`;
    // Bytes come back as a file.
    return roundTrip(model, value, files.at(-1) ?? result.structuredContent ?? text, checks.output);
  };
}

const SILENT = pino({ level: 'silent' });
/** `files` gets what is kept, as base64. */
const contextWith = (files: string[]) => ({
  ...NO_PARTS,
  file: async (name: string, mimeType: string, data: Uint8Array | string) => {
    files.push(Buffer.from(data).toString('base64'));
    return { uri: 'https://bench.example/files/0', name, mimeType, size: data.length };
  },
  signal: new AbortController().signal,
  caller: 'bench',
  clientCapabilities: {},
  progress: () => {},
  log: () => {},
});

function compiled(ajv: Ajv2020, schema: JsonSchema): ValidateFunction | string {
  try {
    return ajv.compile(schema);
  } catch (error) {
    return String(error);
  }
}

function argumentsOf({ params }: ToolModel, { subject, json }: Judged): unknown {
  const given = subject.wrap(json);
  const [first] = params;
  return first?.role === 'flattened' ? given : { [first?.property ?? '']: given };
}

function roundTrip(
  model: ToolModel,
  { subject, json }: Judged,
  result: unknown,
  describes: ValidateFunction | undefined,
): Failure {
  if (describes !== undefined && !describes(result)) {
    return `output schema refuses: ${describes.errors?.[0]?.instancePath} ${describes.errors?.[0]?.message}`;
  }
  const given = subject.wrap(json);
  const found = [result, isRecord(asJson(result)) ? Object(result).result : undefined].map(asJson);
  const isBack = found.some((each) => isDeepStrictEqual(normal(each), normal(given)));
  return isBack ? undefined : `gives back ${JSON.stringify(result)} (returns ${model.returns})`;
}

function asJson(value: unknown): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/** One spelling for values that have several: date-times, URLs, patterns. */
function normal(json: Json): Json {
  if (typeof json === 'string') {
    if (FORMATS['date-time'](json)) return new Date(json).toISOString();
    const text = json === '(?:)' ? '' : json.replaceAll('\\/', '/');
    return URL.canParse(text) ? new URL(text).href : text;
  }
  if (Array.isArray(json)) return json.map(normal);
  if (!isRecord(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, normal(value)]));
}
