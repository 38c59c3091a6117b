// Your tools: every exported function is one. Its types become the input's schema, its comment the description.

/**
 * Adds two numbers.
 * @param a The first number
 * @param b The second number
 * @returns The sum
 */
export function add(a: number, b: number): number {
  return a + b;
}

export interface EchoOptions {
  /** How often to repeat the text */
  times?: number;
  /** Put between the repetitions */
  separator?: string;
}

/**
 * Gives a text back, repeated when asked to.
 * @param text What to say
 */
export function echo(text: string, options: EchoOptions = {}): string {
  const { times = 1, separator = ' ' } = options;
  if (!Number.isInteger(times) || times < 1 || times > 100) {
    throw new Error(`times must be a whole number from 1 to 100, not ${times}`);
  }
  return Array.from({ length: times }, () => text).join(separator);
}
