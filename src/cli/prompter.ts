// How questions reach a person: one small interface, and its terminal form on @inquirer/prompts.
import type { Context } from './context.js';

export interface Choice<V extends string> {
  readonly value: V;
  readonly name: string;
  /** Shown while the choice is under the cursor. */
  readonly description?: string;
  readonly checked?: boolean;
}

/** Every method rejects when the person presses Ctrl-C. */
export interface Prompter {
  checkbox(
    message: string,
    choices: readonly Choice<string>[],
    options: { readonly mayBeEmpty: boolean },
  ): Promise<readonly string[]>;
  select<V extends string>(message: string, choices: readonly Choice<V>[], first: V): Promise<V>;
  /** `check` says what is wrong, or gives undefined. */
  input(question: {
    readonly message: string;
    readonly proposal?: string;
    readonly check: (text: string) => string | undefined;
  }): Promise<string>;
  confirm(message: string): Promise<boolean>;
}

/** Asks on stderr, so that stdout holds the result alone. */
export async function terminalPrompter({ signal }: Context): Promise<Prompter> {
  const { checkbox, confirm, input, select } = await import('@inquirer/prompts');
  const terminal = { output: process.stderr, input: process.stdin, signal };
  return {
    checkbox: (message, choices, { mayBeEmpty }) =>
      checkbox(
        { message, choices: choices.map(named), required: !mayBeEmpty, pageSize: 12, loop: false },
        terminal,
      ),
    select: (message, choices, first) =>
      select({ message, choices: choices.map(named), default: first, loop: false }, terminal),
    input: ({ message, proposal, check }) =>
      input(
        {
          message,
          ...(proposal !== undefined && { default: proposal }),
          validate: (text) => check(text.trim()) ?? true,
        },
        terminal,
      ).then((text) => text.trim()),
    confirm: (message) => confirm({ message, default: true }, terminal),
  };
}

/** Once it is chosen, only the value is shown. */
function named<V extends string>(choice: Choice<V>): Choice<V> & { readonly short: string } {
  return { ...choice, short: choice.value };
}

/** What the prompts throw when the person, or the signal, ends them. */
export function isInterruption(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['ExitPromptError', 'AbortPromptError', 'AbortError', 'Interruption'].includes(error.name)
  );
}
