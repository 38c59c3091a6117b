// What a job leaves running in its thread, which would disturb the next one: timers, sockets, processes.

/** Remembers what keeps the thread busy now; the result tells whether there is more of it since. */
export function watchLeftovers(): () => boolean {
  const before = counted();
  return () => [...counted()].some(([kind, count]) => count > (before.get(kind) ?? 0));
}

/** How many there are of each kind; ports are how the thread talks with the server. */
function counted(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== 'MessagePort') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
