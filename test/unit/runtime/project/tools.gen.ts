// Tools as mcp-wrap prints them, over a small module.
import { z } from 'zod';
import { type JobTool, retried } from '../../../../templates/jobs/src/runtime/jobs/job-tool.ts';
import { type Tool, tool } from '../../../../templates/project/src/runtime/tool.ts';
import * as values from '../../../../templates/project/src/runtime/values.ts';
import * as work from './jobs.ts';
import * as lib from './lib.ts';

export const tools: readonly Tool[] = [
  tool({
    name: 'add',
    input: z.strictObject({ a: z.number(), b: z.number() }),
    output: z.object({ result: z.number() }),
    call: async (args) => ({ result: await lib.add(args.a, args.b) }),
  }),
  tool({
    name: 'echo',
    input: z.strictObject({ text: z.string() }),
    call: (args) => lib.echo(args.text),
  }),
  tool({ name: 'touch', input: z.strictObject({}), call: () => lib.touch() }),
  tool({
    name: 'day_after',
    input: z.strictObject({ day: values.date }),
    output: z.object({ result: values.date }),
    call: async (args) => ({ result: await lib.dayAfter(args.day) }),
  }),
  tool({
    name: 'find',
    input: z.strictObject({
      limit: z.number().min(1).exactOptional(),
      tags: z.array(z.string()).exactOptional(),
    }),
    output: z.object({ items: z.array(z.object({ id: z.number() })), next: z.string().nullable() }),
    call: (args) => lib.find(args),
  }),
  tool({
    name: 'fail',
    input: z.strictObject({ how: z.string() }),
    output: z.object({ result: z.number() }),
    call: async (args) => ({ result: await lib.fail(args.how) }),
  }),
  tool({
    name: 'wait',
    input: z.strictObject({ name: z.string() }),
    timeout: 10_000,
    call: (args, ctx) => lib.wait(args.name, ctx.signal),
  }),
  tool({
    name: 'hang',
    input: z.strictObject({}),
    timeout: 30,
    call: (_args, ctx) => lib.wait('hang', ctx.signal),
  }),
  tool({
    name: 'steps',
    input: z.strictObject({ count: z.number() }),
    call: (args, ctx) => lib.steps(args.count, ctx.progress),
  }),
  tool({
    name: 'odd',
    input: z.strictObject({ which: z.string() }),
    call: (a) => lib.odd(a.which),
  }),
  tool({ name: 'pause', input: z.strictObject({}), call: () => lib.pause() }),
  tool({ name: 'whoami', input: z.strictObject({}), call: (_args, ctx) => ctx.caller }),
];

export const jobs: readonly JobTool[] = [
  tool({
    name: 'render',
    input: z.strictObject({ frames: z.number() }),
    output: z.object({ frames: z.number(), uri: z.string() }),
    call: (args, ctx) => work.render(args.frames, ctx),
  }),
  retried(
    tool({
      name: 'burn',
      input: z.strictObject({ ms: z.number() }),
      output: z.number(),
      call: (args) => work.burn(args.ms),
    }),
  ),
  tool({
    name: 'wait',
    input: z.strictObject({ ms: z.number() }),
    call: (args, ctx) => work.wait(args.ms, ctx),
  }),
  tool({
    name: 'chatter',
    input: z.strictObject({ times: z.number(), idempotency_key: z.string().exactOptional() }),
    output: z.number(),
    call: (args, ctx) => work.chatter(args.times, ctx),
  }),
  tool({ name: 'hoard', input: z.strictObject({}), output: z.number(), call: () => work.hoard() }),
  tool({ name: 'hang_on', input: z.strictObject({}), timeout: 300, call: () => work.hang() }),
  tool({
    name: 'behave',
    input: z.strictObject({ how: z.string() }),
    call: (args, ctx) => work.behave(args.how, ctx),
  }),
];
