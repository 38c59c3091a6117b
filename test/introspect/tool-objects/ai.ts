// The shapes that AI libraries give tools, as far as types go.
import type { z } from 'zod';

interface CallOptions {
  toolCallId: string;
  messages: { role: string; content: string }[];
  abortSignal?: AbortSignal;
}

type Flexible<T> = z.ZodType<T> | { readonly jsonSchema: unknown; readonly _type: T } | (() => { readonly _type: T });

export type Tool<I, O> = { description?: string; inputSchema: Flexible<I> } & (
  | { execute: (input: I, options: CallOptions) => AsyncIterable<O> | PromiseLike<O> | O }
  | { execute?: never }
);

export function tool<I, O>(definition: Tool<I, O>): Tool<I, O> {
  return definition;
}

/** A tool that the client runs. */
export function declared<I>(definition: { description?: string; inputSchema: Flexible<I> }) {
  return definition;
}

/** A helper with the parameters spelled out, as earlier versions had. */
export function toolBefore<S extends z.ZodType, O>(definition: {
  description?: string;
  parameters: S;
  execute: (args: z.infer<S>, options: CallOptions) => PromiseLike<O>;
}) {
  return definition;
}

export function jsonSchema<T>(jsonSchema: unknown): { readonly jsonSchema: unknown; readonly _type: T } {
  return { jsonSchema, _type: undefined as T };
}
