const level = process.env.HELPER_LEVEL ?? 'info';
export function fromHelper(): string {
  return `${level}${process.env.HELPER_NAME ?? 'none'}`;
}
export function unused(): string | undefined {
  return process.env.HELPER_UNUSED;
}
