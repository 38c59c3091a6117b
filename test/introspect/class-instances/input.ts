/** Private state: only its own method can make it. */
export class Point {
  #hash = 0;
  private cached = false;
  protected readonly hidden = 'h';
  /** Kept from clients. @internal */
  note = 'internal';
  constructor(
    /** To the right. */
    readonly x: number,
    readonly y: number,
  ) {}
  /** How far from the origin. */
  get length(): number {
    return Math.hypot(this.x, this.y);
  }
  scale(by: number): Point {
    return new Point(this.x * by, this.y * by);
  }
  static fromJSON(json: { x: number; y?: number }): Point {
    if (json.x < 0) throw new Error('x is negative');
    return new Point(json.x, json.y ?? 0);
  }
}
/**
 * Another static method makes it; toJSON says what it is.
 * @mcpFrom parse
 */
export class Temperature {
  private constructor(private readonly celsius: number) {}
  static parse(text: string): Temperature {
    return new Temperature(Number.parseFloat(text));
  }
  toJSON(): string {
    return `${this.celsius}C`;
  }
}
/** Only data: its properties are all there is. */
export class Pair {
  left = 0;
  right?: string;
}
class Secret {
  #code = 1;
  constructor(readonly label: string) {}
  get code(): number {
    return this.#code;
  }
}
/** No way in, and its class says so. */
export class Closed {
  constructor(private readonly code: string) {}
  reveal(): string {
    return this.code;
  }
}
class Labelled extends Point {
  label = 'here';
}
class Counts extends Map<string, number> {
  reset(): void {
    this.clear();
  }
}
class Failure extends Error {
  code = 404;
}
/** Made on the way in, read on the way out. */
export function double(point: Point, others?: Point[], pair?: Pair): Point {
  return point.scale(2 + (others?.length ?? 0) + (pair?.left ?? 0));
}
/** As a value of other things. */
export function warm(by: Map<string, Temperature>, first: Temperature | null): (Temperature | null)[] {
  return [...by.values(), first];
}
/** Refused: not exported. */
export function tell(secret: Secret): string {
  return secret.label;
}
/** Refused: nothing makes it. */
export function open(it: Closed): string {
  return it.reveal();
}
/** Inherited members, library classes, nothing public. */
export function inside(): { labelled: Labelled; counts: Counts; failure: Failure; closed: Closed; secret: Secret } {
  return {
    labelled: new Labelled(3, 4),
    counts: new Counts([['a', 1]]),
    failure: new Failure('gone'),
    closed: new Closed('x'),
    secret: new Secret('s'),
  };
}
/** toJSON of what is no class. */
export function stamp(): { toJSON(): { at: Date } } {
  return { toJSON: () => ({ at: new Date(0) }) };
}
class Dial {
  private value = 0;
  label = 'dial';
  /** Can only be written. */
  set level(value: number) {
    this.value = value;
  }
  get half(): number {
    return this.value / 2;
  }
  set half(value: number) {
    this.value = value * 2;
  }
}
class Slot {
  set only(_value: number) {}
}
/** What can only be written is not read. */
export function dial(level: number): { dial: Dial; slot: Slot } {
  const dial = new Dial();
  dial.level = level;
  return { dial, slot: new Slot() };
}
