export interface Item {
  /** Which. */
  readonly id: string;
  name: string;
  price: number;
}
type Flags<T> = { [K in keyof T]?: boolean };
type Inner<T> = T extends Array<infer U> ? U : never;
/** Utility types. */
export function edit(
  picked: Pick<Item, 'id' | 'name'>,
  omitted: Omit<Item, 'price'>,
  partial: Partial<Item>,
  required: Required<{ a?: number }>,
  frozen: Readonly<Item>,
  mapped: Flags<Item>,
  conditional: Inner<Item[]>,
  indexed: Item['price'],
  awaited: Awaited<Promise<string>>,
  keys: keyof Item,
  excluded: Exclude<'a' | 'b' | 'c', 'b'>,
): Promise<Readonly<Partial<Item>>> {
  return Promise.resolve({});
}
