/** Shouts. */
function shout(text: string): string {
  return `${text.toUpperCase()}!`;
}
export = { shout };
