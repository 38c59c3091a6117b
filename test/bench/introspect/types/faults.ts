// Faults grouped by what they have in common, each group with its smallest example.
import type { Subject } from './module.js';

/** One thing that is wrong with what is served for a type. */
export interface Fault {
  readonly subject: Subject;
  /** What faults of one group share beside the construct. */
  readonly kind: string;
  /** The rest of what there is to say. */
  readonly detail: string;
}

export interface Group {
  readonly title: string;
  readonly count: number;
  readonly smallest: Fault;
}

/** Largest first. The construct of a fault is the one of its type that goes wrong most often of all. */
export function groups(faults: readonly Fault[], subjects: readonly Subject[]): readonly Group[] {
  const rates = faultRates(faults, subjects);
  const found = new Map<string, Fault[]>();
  for (const fault of faults) {
    const rows = [...fault.subject.type.rows];
    const row = rows.reduce((a, b) => ((rates.get(b) ?? 0) > (rates.get(a) ?? 0) ? b : a));
    const title = `${row}: ${fault.kind}`;
    found.set(title, [...(found.get(title) ?? []), fault]);
  }
  return [...found]
    .map(([title, all]) => ({ title, count: all.length, smallest: smallest(all) }))
    .sort((a, b) => b.count - a.count);
}

/** By construct: the share of the types containing it that have a fault. */
function faultRates(
  faults: readonly Fault[],
  subjects: readonly Subject[],
): ReadonlyMap<string, number> {
  const wrong = new Set(faults.map(({ subject }) => subject));
  const counts = new Map<string, { all: number; wrong: number }>();
  for (const subject of subjects) {
    for (const row of subject.type.rows) {
      const { all, wrong: before } = counts.get(row) ?? { all: 0, wrong: 0 };
      counts.set(row, { all: all + 1, wrong: before + (wrong.has(subject) ? 1 : 0) });
    }
  }
  return new Map([...counts].map(([row, count]) => [row, count.wrong / count.all]));
}

function smallest(faults: readonly Fault[]): Fault {
  const size = ({ subject, detail }: Fault) => subject.source.length + detail.length;
  return faults.reduce((a, b) => (size(b) < size(a) ? b : a));
}

/** The types that contain each construct, in the order of the constructs' first use. */
export function coverage(subjects: readonly Subject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of subjects) {
    for (const row of type.rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return counts;
}
