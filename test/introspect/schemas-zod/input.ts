import { z } from 'zod';

const Address = z.object({
  street: z.string().min(1).describe('Street and number'),
  zip: z.string().regex(/^\d{5}$/),
});

export const UserSchema = z.object({
  name: z.string().min(1).max(40).trim(),
  email: z.email().describe('Where mail goes'),
  age: z.number().int().min(0).max(150).optional(),
  role: z.enum(['admin', 'user']).default('user'),
  tags: z.array(z.string().max(8)).max(3).nullable(),
  address: Address.optional(),
});

export type User = z.infer<typeof UserSchema>;

/** Adds a user. */
export function addUser(user: User): string {
  return `${user.name}|${user.role}|${user.tags?.length ?? 'none'}`;
}

export const Range = z
  .strictObject({ from: z.coerce.number(), to: z.number().positive() })
  .refine(({ from, to }) => from < to, { error: 'from must lie before to', path: ['from'] });

/** Counts what lies between, beside others. */
export function count(range: z.output<typeof Range>, step = 1, at?: z.infer<typeof Point>): number {
  return (range.to - range.from) / step + (at?.x ?? 0);
}

export const Point = z.object({ x: z.number().multipleOf(2), y: z.number().gt(0).lt(10) });

export const Trip = z.object({
  start: z.date(),
  stops: z.array(z.string().transform((text) => text.length)).nonempty(),
});

/** Takes what a transform makes, and values that JSON cannot hold. */
export function plan(trip: z.infer<typeof Trip>): { day: string; letters: number } {
  return {
    day: trip.start.toISOString().slice(0, 10),
    letters: trip.stops.reduce((sum, each) => sum + each, 0),
  };
}

/** Parses by itself, so it gets what came. */
export function raw(trip: z.input<typeof Point>): string {
  return JSON.stringify(Point.parse(trip));
}

export const Order = z.object({ id: z.string() }).superRefine(async ({ id }, ctx) => {
  await Promise.resolve();
  if (id === 'taken') ctx.addIssue({ code: 'custom', message: 'is taken', path: ['id'] });
});

/** Its schema asks elsewhere before it agrees. */
export function order({ id }: z.infer<typeof Order>): string {
  return id;
}

const limits = { max: 3 };
export const Odd = z.object({ size: z.number().max(limits.max), kind: z.string().cuid2() });

/** Limits that are computed are checked, not published. */
export function odd({ size }: z.infer<typeof Odd>): number {
  return size;
}

export const Shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), radius: z.number().positive() }),
  z.object({ kind: z.literal('square'), side: z.number().positive() }),
]);

/** A union stays below a property of its own. */
export function area(shape: z.infer<typeof Shape>): number {
  return shape.kind === 'circle' ? shape.radius ** 2 * 3 : shape.side ** 2;
}

export const Limit = z.number().int().max(9).default(5);
export const Label = z.string().max(3).optional();

/** Schemas of single values: one has a default, the other may be absent. */
export function take(
  text: string,
  limit: z.infer<typeof Limit>,
  label?: z.infer<typeof Label>,
): string {
  return `${text.slice(0, limit)} ${label}`;
}

const Hidden = z.object({ word: z.string().min(3) });

/** Its schema is not exported. */
export function hidden({ word }: z.infer<typeof Hidden>): string {
  return word;
}

export const Base = z.object({ id: z.number().int(), note: z.string().max(5) });
export const Extended = Base.extend({ note: z.string().min(2), more: z.boolean().optional() });

/** An extended schema. */
export function extend(input: z.infer<typeof Extended>): string {
  return `${input.id}${input.note}${input.more ?? ''}`;
}

export const Id = z.string().min(2).brand<'Id'>();
export const Branded = z.object({ id: Id, count: z.number().default(1).brand<'Count'>() });

/** A brand is what only its schema gives, alone or as a member. */
export function branded(id: z.infer<typeof Id>, more: z.infer<typeof Branded>): string {
  return `${id}${more.id}${more.count}`;
}

/** What a branded schema takes. */
export function unbranded(id: z.input<typeof Id>): string {
  return Id.parse(id);
}

interface Trips extends z.infer<typeof Point> {
  trips: { at: User | null }[];
}

/** Types that are made from schemas have no checks; only `first` is the schema's own. */
export function made(
  first: z.infer<typeof Base>,
  users: User[],
  change: Partial<User> | null,
  both: z.infer<typeof Base> & { extra: number },
  trips?: Trips,
): string {
  return `${first.id}${users.length}${change?.name}${both.extra}${trips?.x}`;
}
