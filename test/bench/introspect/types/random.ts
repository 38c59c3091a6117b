// A small seeded generator of random numbers, so that every run can be had again.

export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with the probability `share` (0 to 1). */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `count` different members (all, if there are fewer), in their order. */
  some<T>(from: readonly T[], count: number): T[];
}

/** mulberry32: 32 bits of state are plenty here. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    for (const [index, item] of from.entries()) if (below(from.length - index) === 0) return item;
    throw new Error('nothing to pick from');
  };
  const some = <T>(from: readonly T[], count: number): T[] => {
    const left = [...from.keys()];
    while (left.length > count) left.splice(below(left.length), 1);
    return from.filter((_, index) => left.includes(index));
  };
  return { below, chance: (share) => next() < share, pick, some };
}
