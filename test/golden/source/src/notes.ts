// A user's module for the golden projects: a little of everything that generated code has to print.

/** How urgent a note is */
export enum Urgency {
  Low = 'low',
  High = 'high',
}

export interface Note {
  id: number;
  text: string;
  urgency: Urgency;
  written: Date;
  /** Notes that this one answers */
  replies?: Note[];
}

export type Place = { kind: 'page'; number: number } | { kind: 'margin'; side: 'left' | 'right' };

const notes = new Map<number, Note>();

/**
 * Writes a note down.
 * @param text What it says
 * @param place Where it stands
 * @minLength 1
 */
export function write(text: string, place: Place, urgency: Urgency = Urgency.Low): Note {
  const note = {
    id: notes.size + 1,
    text: `${text} (${place.kind})`,
    urgency,
    written: new Date(),
  };
  notes.set(note.id, note);
  return note;
}

/** Finds notes; those of the given day only, when one is given. */
export async function find(
  options: { words?: string[]; since?: Date; limit?: number } = {},
): Promise<Note[]> {
  const { words = [], since = new Date(0), limit = 10 } = options;
  return [...notes.values()]
    .filter((note) => note.written >= since && words.every((word) => note.text.includes(word)))
    .slice(0, limit);
}

/** Adds up how many characters the notes have. */
export const total = (...ids: number[]): number =>
  ids.reduce((sum, id) => sum + (notes.get(id)?.text.length ?? 0), 0);

/** Reads the address that notes are mailed to. */
export function mailbox(): string {
  return process.env.NOTES_MAILBOX ?? 'nowhere';
}

/** Calls back for each note. */
export function each(visit: (note: Note) => void): void {
  for (const note of notes.values()) visit(note);
}
