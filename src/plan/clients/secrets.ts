// The secrets that a client has to send, and the header values that name them in a client's own spelling.
import type { HandOff } from '../handoff.js';

/** A header whose value is a secret, after `Bearer ` where `bearer` is set. */
export interface SecretHeader {
  readonly header: string;
  /** The variable that stands for the secret: `MY_NOTES_MCP_TOKEN`. */
  readonly variable: string;
  readonly bearer: boolean;
}

/** Takes the headers of an auth kind apart; a value of any other form is our own mistake. */
export function secretHeaders({ headers }: Pick<HandOff, 'headers'>): readonly SecretHeader[] {
  return Object.entries(headers).map(([header, value]) => {
    const [, scheme, variable] = /^(Bearer )?\$\{(\w+)\}$/.exec(value) ?? [];
    if (variable === undefined) throw new Error(`the header ${header} is no placeholder`);
    return { header, variable, bearer: scheme !== undefined };
  });
}

/** The headers with each secret as `spell` writes it: `spelled(handOff, (name) => '${env:' + name + '}')`. */
export function spelled(
  handOff: HandOff,
  spell: (variable: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    secretHeaders(handOff).map(({ header, variable, bearer }) => [
      header,
      `${bearer ? 'Bearer ' : ''}${spell(variable)}`,
    ]),
  );
}

/** `headers` of an entry, left out where there are none. */
export function headersOf(
  handOff: HandOff,
  spell: (variable: string) => string,
): { readonly headers?: Readonly<Record<string, string>> } {
  const headers = spelled(handOff, spell);
  return Object.keys(headers).length === 0 ? {} : { headers };
}

/** `${env:NAME}`, as Cursor and Windsurf spell it. */
export function fromEnv(variable: string): string {
  return `\${env:${variable}}`;
}

/** `${NAME}`, as Claude Code and Gemini CLI spell it. */
export function fromShell(variable: string): string {
  return `\${${variable}}`;
}
