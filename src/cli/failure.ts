// How a command ends when something is wrong: words for people, JSON for programs, an exit code.
import { EXIT, WrapError } from '../errors.js';
import type { Context } from './context.js';
import { isInterruption } from './prompter.js';
import { diagnosticsText, json, painter } from './report.js';

/** Ends a command at a place where nothing is half done. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

export function stopWhenInterrupted({ signal }: Context): void {
  if (signal.aborted) throw new Interruption('interrupted');
}

/** Runs a command's body; whatever it throws becomes output and an exit code. */
export async function guarded(context: Context, body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    return failed(context, error);
  }
}

export function failed(context: Context, error: unknown): number {
  if (isInterruption(error)) {
    context.stderr.write('\nInterrupted; nothing was written.\n');
    return EXIT.interrupted;
  }
  if (wantsJson(context)) context.stdout.write(json({ error: errorJson(error) }));
  if (error instanceof WrapError) {
    context.stderr.write(errorText(error, context.color.stderr));
    return EXIT.usage;
  }
  context.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  context.stderr.write('This is a fault of create-mcp-server, not yours: please report it.\n');
  return EXIT.bug;
}

/** Read from the arguments themselves, because they may be what is wrong. */
function wantsJson({ argv }: Context): boolean {
  const print = argv[argv.indexOf('--print') + 1];
  return (
    argv.includes('--json') ||
    argv.includes('--print=json') ||
    (argv.includes('--print') && print === 'json')
  );
}

function errorJson(error: unknown): object {
  if (!(error instanceof WrapError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'bug', message, hint: 'this is a fault of create-mcp-server: please report it' };
  }
  const { code, message, hint, diagnostics } = error;
  return {
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(diagnostics.length > 0 && { diagnostics }),
  };
}

function errorText({ message, hint, diagnostics }: WrapError, color: boolean): string {
  const paint = painter(color);
  return [
    `${paint('red', 'error')}: ${message}\n`,
    diagnosticsText(diagnostics, paint),
    hint === undefined ? '' : `${paint('green', 'fix')}: ${hint}\n`,
  ].join('');
}
