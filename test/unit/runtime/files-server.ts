// A server that keeps files, in a folder of its own, over tools that make some.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Files, openFiles } from '../../../templates/files/src/runtime/files/files.ts';
import { asFile } from '../../../templates/files/src/runtime/files/results.ts';
import { readFileSettings } from '../../../templates/files/src/runtime/files/settings.ts';
import type { PrepareService } from '../../../templates/project/src/runtime/service.ts';
import { type Tool, tool } from '../../../templates/project/src/runtime/tool.ts';
import { NO_PARTS } from '../../helpers/extra.ts';
import { type Running, startServer } from './harness.ts';

export const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

const tools: readonly Tool[] = [
  tool({
    name: 'write',
    input: z.strictObject({ name: z.string(), type: z.string(), text: z.string() }),
    output: z.strictObject({
      uri: z.string(),
      name: z.string(),
      mimeType: z.string(),
      size: z.number(),
    }),
    call: (args, ctx) => ctx.file(args.name, args.type, args.text),
  }),
  tool({
    name: 'draw',
    input: z.strictObject({}),
    call: (_args, ctx) => asFile(ctx, 'draw', PNG),
  }),
  tool({
    name: 'pages',
    input: z.strictObject({ fail: z.boolean() }),
    call: async (args, ctx) => {
      await ctx.file('1.txt', 'text/plain', 'one');
      await ctx.file('2.txt', 'text/plain', 'two');
      if (args.fail) throw new Error('no third page');
      return 'two pages';
    },
  }),
];

const surface = {
  tools: [
    {
      name: 'write',
      properties: { name: {}, type: {}, text: {} },
      outputSchema: { type: 'object' },
    },
    { name: 'draw', properties: {} },
    { name: 'pages', properties: { fail: {} } },
  ].map(({ properties, ...rest }) => ({ ...rest, inputSchema: { type: 'object', properties } })),
};

export interface FileServer extends Running {
  readonly files: Files;
  /** Where the files lie. */
  readonly folder: string;
}

/** On a folder that goes when the server stops, unless DATA_DIR, or `readSettings`, says otherwise. */
export async function startFileServer(
  env: Record<string, string> = {},
  readSettings: typeof readFileSettings = readFileSettings,
): Promise<FileServer> {
  const data = await mkdtemp(join(tmpdir(), 'files-'));
  let files: Files | undefined;
  const prepareService: PrepareService = (all, settings) => {
    const kept = readSettings(all, settings);
    return {
      problems: kept.problems,
      value: async (host) => {
        const opened = await openFiles(kept.value, host);
        files = opened;
        const { begin, start, route, close } = opened;
        const withAll = ({ extra, ...call }: ReturnType<typeof begin>) => ({
          ...call,
          extra: { ...NO_PARTS, ...extra },
        });
        return { tools, begin: (caller) => withAll(begin(caller)), start, routes: [route], close };
      },
    };
  };
  const running = await startServer({ DATA_DIR: data, ...env }, { prepareService, surface });
  if (files === undefined) throw new Error('no files');
  const stop = async () => {
    await running.stop();
    await rm(data, { recursive: true });
  };
  return { ...running, files, folder: join(env.DATA_DIR ?? data, 'files'), stop };
}
