/** Maps and sets. */
export function index(
  byName: Map<string, number>,
  byId: Map<number, { n: string }>,
  tags: Set<string>,
  frozen: ReadonlyMap<string, ReadonlySet<number>>,
): Map<string, Set<string>> {
  return new Map([...byName.keys()].map((name) => [name, new Set([...tags, ...(frozen.get(name) ?? [])].map(String))]));
}
