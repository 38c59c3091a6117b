// What a body asks for, as far as it matters before it is served.

/** How many tool calls a body, one message or a list of them, asks for. */
export function countCalls(body: unknown): number {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter((message) => methodOf(message) === 'tools/call').length;
}

/** Such a stream stays open for as long as the client listens: nothing to wait for. */
export function isSubscription(body: unknown): boolean {
  return methodOf(body) === 'subscriptions/listen';
}

function methodOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'method' in message
    ? message.method
    : undefined;
}
