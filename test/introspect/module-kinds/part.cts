function label(kind: string): string {
  return `<${kind}>`;
}
export = label;
