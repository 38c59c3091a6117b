import { z } from 'zod';

export const searchInput = {
  type: 'object',
  properties: {
    query: { type: 'string', minLength: 2, description: 'What to look for' },
    limit: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  },
  required: ['query'],
  additionalProperties: false,
} as const;

/**
 * Searches.
 * @input searchInput
 */
export function search({ query, limit, tags }: { query: string; limit?: number; tags?: string[] }): string {
  return `${query} ${limit} ${tags?.join('+')}`;
}

export const pairShape = {
  type: 'object',
  properties: { left: { type: 'number' }, right: { type: 'number', exclusiveMinimum: 0 } },
  required: ['left', 'right'],
  additionalProperties: false,
};

/**
 * Divides.
 * @input pairShape
 */
export function divide(left: number, right: number): number {
  return left / right;
}

export const Words = z.object({ text: z.string().min(1), times: z.number().int().max(3).default(2) });

/**
 * Repeats; the schema's members are its parameters.
 * @input Words
 */
export function repeat(text: string, times: number): string {
  return text.repeat(times);
}

/** @input Nothing */
export function missing(text: string): string {
  return text;
}

/** @input limitOnly */
export function wrong(text: string): string {
  return text;
}
export const limitOnly = { type: 'object', properties: { limit: { type: 'number' } } };

export const either = { anyOf: [{ type: 'object' }, { type: 'string' }] };

/** @input either */
export function unfit(text: unknown): unknown {
  return text;
}

export const conditional = { type: 'object', properties: { a: { not: { type: 'string' } } } };

/** @input conditional */
export function unserved(input: { a?: unknown }): unknown {
  return input.a;
}

export const computed = { type: 'object', properties: Object.fromEntries([]) };

/** @input computed */
export function unread(input: object): string {
  return Object.keys(input).join();
}

/** @input Words */
export function mismatched(text: string): string {
  return text;
}
