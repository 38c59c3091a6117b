import { z } from 'zod';
import { declared, jsonSchema, tool, toolBefore } from './ai.ts';

/** Not what it is described by. */
export const weather = tool({
  description: 'Tells the weather of a city.',
  inputSchema: z.object({
    city: z.string().min(2).describe('A city'),
    days: z.number().int().max(7).default(1),
  }),
  execute: async ({ city, days }, { toolCallId, messages, abortSignal }) => ({
    text: `${city} ${days}`,
    told: `${typeof toolCallId} ${messages.length} ${abortSignal?.aborted}`,
  }),
});

export const counted = tool({
  description: 'Answers piece by piece.',
  inputSchema: z.object({ to: z.number() }),
  async *execute({ to }): AsyncGenerator<number> {
    for (let at = 1; at <= to; at += 1) yield at;
  },
});

export const before = toolBefore({
  description: 'From an earlier version.',
  parameters: z.object({ word: z.string().transform((word) => word.length) }),
  execute: async ({ word }) => word * 2,
});

export const asked = tool({
  description: 'Brings JSON Schema.',
  inputSchema: jsonSchema<{ name: string }>({
    type: 'object',
    properties: { name: { type: 'string', minLength: 1 } },
    required: ['name'],
    additionalProperties: false,
  }),
  execute: ({ name }) => `hi ${name}`,
});

export const unserved = declared({ description: 'The client runs it.', inputSchema: z.object({}) });

const city = { name: z.string(), when: z.date().optional() };

export const lookup = {
  name: 'look-up',
  title: 'Look up',
  description: 'Finds a city.',
  inputSchema: city,
  annotations: { readOnlyHint: true, openWorldHint: false },
  handler: ({ name, when }: { name: string; when?: Date | undefined }) =>
    `${name} ${when?.getUTCFullYear() ?? 'ever'}`,
};

export const tools = {
  weather,
  /** Adds two numbers. */
  add: {
    inputSchema: z.object({ a: z.number(), b: z.number() }),
    callback({ a, b }: { a: number; b: number }) {
      return a + b;
    },
  },
};

export const openai = {
  type: 'function',
  function: {
    name: 'shout',
    description: 'Shouts.',
    parameters: {
      type: 'object',
      properties: { text: { type: 'string' } },
      required: ['text'],
      additionalProperties: false,
    },
  },
  execute({ text }: { text: string }) {
    return `${this.function.name}: ${text.toUpperCase()}`;
  },
} as const;

export const Shared = z.object({ id: z.string() });

const written = {
  title: 'Written before',
  description: 'Counts letters.',
  inputSchema: z.object({ text: z.string().max(3) }),
  execute: async ({ text }: { text: string }) => text.length,
};
export const renamed = written;
