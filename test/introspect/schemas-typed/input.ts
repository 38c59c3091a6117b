import { z } from 'zod';

interface Query {
  query: string;
  limit?: number | undefined;
}
/** Typed by hand: its type tells what it makes, not what it takes. */
export const Query: z.ZodType<Query> = z.object({ query: z.string().min(2), limit: z.number().optional() });
/**
 * Finds.
 * @input Query
 */
export function find(query: string, limit?: number): string {
  return `${query} ${limit}`;
}

interface Tree {
  name: string;
  kids: Tree[];
}
export const Tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string().min(1), kids: z.array(Tree) }));
/** How deep it is. */
export function depth(tree: z.infer<typeof Tree>): number {
  return 1 + Math.max(0, ...tree.kids.map(depth));
}

export const When: z.ZodType<Date> = z.string().transform((text) => new Date(text));
/** What it takes is another thing than what it makes. */
export function year(when: z.infer<typeof When>): number {
  return when.getUTCFullYear();
}

export const User = z.object({ name: z.string().min(1) });
type User = z.infer<typeof User>;
/** Null beside what a schema judges. */
export function greet(user: User | null): string {
  return `hello ${user?.name ?? 'nobody'}`;
}
/** The same, written out, optional, and beside another. */
export function greetAll(first: User, second?: z.infer<typeof User> | null): string {
  return `hello ${first.name} and ${second === null ? 'nobody' : second?.name}`;
}
