// The values that a type is tried with: some made to fit, some of those changed in one place, some from a pool.
import type { Json } from '../../../../src/model/schema.js';
import type { Random } from './random.js';
import { isRecord, type Spec } from './spec.js';

const POOL: readonly Json[] = [
  null,
  true,
  false,
  0,
  5,
  2.5,
  -1,
  '',
  'hello',
  '12',
  '(',
  'aGk=',
  'red',
  '2026-01-02T03:04:05Z',
  '2026-01-02',
  'https://example.com/',
  [],
  ['a'],
  [1, 2],
  [['a', 1]],
  {},
  { a: 1 },
  { id: 'x' },
  { 7: true },
];

const FUEL = 5;

/** Up to `count` different values: half made to fit, the others mostly one change away from fitting. */
export function valuesFor(spec: Spec, random: Random, count: number): readonly Json[] {
  const fitting = Array.from({ length: Math.ceil(count / 2) }, () => spec.sample(random, FUEL));
  const changed = Array.from({ length: Math.floor(count / 3) }, () =>
    changeOne(random.pick(fitting), random),
  );
  const others = Array.from({ length: count - fitting.length - changed.length }, () =>
    random.pick(POOL),
  );
  const all = [...fitting, ...changed, ...others];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()];
}

/** The value with one change at a random depth. */
function changeOne(value: Json, random: Random): Json {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.6)) {
    const at = random.below(value.length);
    return value.map((item: Json, index) => (index === at ? changeOne(item, random) : item));
  }
  if (isRecord(value) && Object.keys(value).length > 0 && random.chance(0.6)) {
    const key = random.pick(Object.keys(value));
    return { ...value, [key]: changeOne(value[key] ?? null, random) };
  }
  return changeHere(value, random);
}

function changeHere(value: Json, random: Random): Json {
  if (random.chance(0.3)) return random.pick(POOL);
  if (typeof value === 'string')
    return random.pick([`${value}x`, value.toUpperCase(), value.slice(1)]);
  if (typeof value === 'number') return random.pick([value + 1, String(value), -value - 0.5]);
  if (typeof value === 'boolean') return random.pick<Json>([!value, String(value), Number(value)]);
  if (Array.isArray(value)) {
    return random.pick<Json>([[...value, random.pick(POOL)], value.slice(0, -1), { ...value }]);
  }
  if (!isRecord(value)) return random.pick(POOL);
  const [gone] = random.some(Object.keys(value), 1);
  return random.pick<Json>([
    { ...value, extra: random.pick(POOL) },
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone)),
    [value],
  ]);
}
