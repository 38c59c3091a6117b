// Calls through the generated table: JSON -> value -> function -> value -> JSON, for cases that have a calls.json.
// Published schemas are held against the same values, so that what is announced is what happens.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ToolModel } from '../../src/model/module.js';
import { type Loaded, loadTools, OUT } from '../helpers/load-tools.js';
import { ajv, announcedBy } from './announced.js';
import { introspectCase } from './read-case.js';
import { toolTables } from './tables.js';

const ROOT = import.meta.dirname;
const CASES = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'calls.json')));

/**
 * One call. `result`: the structured content, or the text of a tool that returns text. `refused`: a part of
 * the message of a validation error, with arguments that the published schema refuses, too. `lenient`: the
 * arguments are text for a schema that asks for something else. `fails`: a part of what the function's error says.
 */
interface Expected {
  readonly tool: string;
  readonly args: object;
  readonly result?: unknown;
  /** Of a tool that returns bytes: the file's name, its type, and its bytes as base64. */
  readonly file?: readonly [name: string, mimeType: string, base64: string];
  readonly refused?: string;
  readonly fails?: string;
  readonly lenient?: true;
  /** Refused for a reason that no JSON Schema states: the published one accepts the arguments. */
  readonly unannounced?: true;
}

const loaded = new Map<string, Loaded>();
const models = new Map<string, readonly ToolModel[]>();

/** What is announced of each tool is what happens. */
export function describeCalls(): void {
  beforeAll(async () => {
    const tables = await toolTables(OUT, CASES);
    for (const [path, table] of await loadTools(tables)) loaded.set(path, table);
    for (const name of CASES) models.set(name, (await introspectCase(name)).tools);
  }, 240_000);

  describe.each(CASES)('%s', (name) => {
    const calls: readonly Expected[] = JSON.parse(
      readFileSync(join(ROOT, name, 'calls.json'), 'utf8'),
    );

    it.each(calls)('$tool $args', async (expected) => {
      const model = models.get(name)?.find((tool) => tool.name === expected.tool);
      if (model === undefined) throw new Error(`${name} has no tool ${expected.tool}`);
      const { input, accepts, describes } = announcedBy(model);
      const isAnnounced =
        expected.unannounced === true ||
        (expected.refused === undefined && expected.lenient !== true);
      expect(accepts(expected.args), ajv.errorsText(accepts.errors)).toBe(isAnnounced);
      const { text, structured, isError, files } = await call(name, expected, input);
      if (expected.refused !== undefined) {
        expect(text).toContain('invalid arguments');
        expect(text).toContain(expected.refused);
        return;
      }
      if (expected.fails !== undefined) {
        expect(isError).toBe(true);
        expect(text).toContain(expected.fails);
        return;
      }
      expect(isError, text).toBe(false);
      expect(files).toEqual(expected.file === undefined ? [] : [expected.file]);
      if (expected.file !== undefined) return;
      expect(structured ?? text).toEqual(expected.result);
      if (describes === undefined) return;
      expect(describes(structured), ajv.errorsText(describes.errors)).toBe(true);
    });
  });
}

async function call(name: string, { tool: wanted, args }: Expected, schema: object) {
  const table = loaded.get(`src/${name}.gen.ts`);
  const tool = table?.tools.find((each) => each.name === wanted);
  if (table === undefined || tool === undefined) throw new Error(`${name} serves no ${wanted}`);
  const files: (readonly [string, string, string])[] = [];
  const ctx = {
    signal: new AbortController().signal,
    caller: 'tests',
    clientCapabilities: {},
    progress: () => {},
    log: () => {},
    file: async (name: string, mimeType: string, data: Uint8Array | string) => {
      files.push([name, mimeType, Buffer.from(data).toString('base64')]);
      return { uri: 'file', name, mimeType, size: data.length };
    },
  };
  const limits = { toolTimeout: 10_000, maxResultBytes: 1_048_576 };
  const { content, structuredContent, isError } = await table.callTool(
    { tool, inputSchema: schema, args, era: 'tests', ctx },
    { ...limits, errors: 'safe', log: pino({ level: 'silent' }) },
  );
  const [first] = content;
  const text = first?.type === 'text' ? first.text : '';
  return { text, structured: structuredContent, isError: isError === true, files };
}
