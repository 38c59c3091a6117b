// Ends the programs that threads may still wait for when the process ends: nothing interrupts an execSync.
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/**
 * Kills the children of this process and theirs, but for those that were detached from it. Only where the system
 * shows them in /proc; elsewhere the process ends when they do.
 */
export function endChildren(): void {
  const all = processes();
  const group = all.find(({ pid }) => pid === process.pid)?.group;
  const doomed = new Set([process.pid]);
  // A Set's later entries are visited, too.
  for (const parent of doomed) {
    for (const each of all) {
      if (each.parent === parent && each.group === group) doomed.add(each.pid);
    }
  }
  doomed.delete(process.pid);
  for (const pid of doomed) attempt(() => process.kill(pid, 'SIGKILL'));
}

function processes(): readonly Process[] {
  const names = attempt(() => readdirSync('/proc')) ?? [];
  return names.filter((name) => /^\d+$/.test(name)).flatMap((name) => read(name) ?? []);
}

/** proc(5): the name in parentheses may have any character, then come the state, the parent and the group. */
function read(pid: string): Process | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [, parent, group] = /^.*\) \S (\d+) (\d+) /s.exec(stat ?? '') ?? [];
  return parent === undefined ? undefined : { pid: +pid, parent: +parent, group: Number(group) };
}

/** Undefined for what is gone in the meantime, or was never there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
