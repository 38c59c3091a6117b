// What a body asks for, as far as it matters before it is served.

/** The tool calls that a body, one message or a list of them, asks for. */
export function callsOf(body: unknown): readonly unknown[] {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter((message) => member(message, 'method') === 'tools/call');
}

/** Such a stream stays open for as long as the client listens: nothing to wait for. */
export function isSubscription(body: unknown): boolean {
  return member(body, 'method') === 'subscriptions/listen';
}

/** A member of an object that came from outside; undefined where there is none. */
export function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
