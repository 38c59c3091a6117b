/** Maps and sets. */
export function index(
  byName: Map<string, number>,
  byId: Map<number, { n: string }>,
  tags: Set<string>,
  frozen: ReadonlyMap<string, ReadonlySet<number>>,
): Map<string, Set<string>> {
  return new Map([...byName.keys()].map((name) => [name, new Set([...tags, ...(frozen.get(name) ?? [])].map(String))]));
}
/** A set of nothing. */
export function none(nothing: Set<never>): Set<never> {
  return new Set(nothing);
}
/** Two that look alike in JSON. */
export function alike(by: Map<string, number> | Record<string, number>): number {
  return by instanceof Map ? by.size : Object.keys(by).length;
}
