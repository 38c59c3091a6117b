// mcp-wrap: the server of a source, generated, brought up to date, shown or checked.
import { EXIT, WrapError } from '../errors.js';
import type { Context } from './context.js';
import { check, deliver, refuseCheckOfNothing } from './deliver.js';
import { guarded } from './failure.js';
import { parseWrap, type WrapFlags } from './flags.js';
import type { Parts } from './parts.js';
import { prepare, readSource, type Session } from './prepare.js';
import { painter } from './report.js';
import { type Target, wrapTarget } from './target.js';

const RESERVED = new Set(['doctor', 'update', 'mcp']);

/** @returns the exit code */
export function wrapCommand(context: Context, parts: Parts): Promise<number> {
  return guarded(context, async () => {
    if (context.argv[0] === 'doctor') return doctor(context, parts);
    const parsed = parseWrap(context);
    if (!parsed) return EXIT.ok;
    const { flags, operand } = parsed;
    if (operand !== undefined && RESERVED.has(operand)) throw notAvailable(operand);
    const target = await wrapTarget(context, parts, parsed);
    if (flags.print) return print({ context, parts, target }, flags);
    const session = { context, parts, flags, target, startsRepository: false };
    if (flags.check) {
      refuseCheckOfNothing(target.out);
      return check(session, await prepare(session));
    }
    if (flags.watch) return watched(session);
    return deliver(session, await prepare(session));
  });
}

async function doctor(context: Context, parts: Parts): Promise<number> {
  const { doctorCommand } = await import('./doctor-command.js');
  return doctorCommand(context, parts);
}

function notAvailable(word: string): WrapError {
  if (word === 'doctor') {
    return new WrapError('usage.flag', 'doctor comes before its flags', {
      hint: 'mcp-wrap doctor <url>',
    });
  }
  return new WrapError('usage.flag', `mcp-wrap ${word} is not available yet`, {
    hint: `for an installed package of that name: mcp-wrap npm:${word}`,
  });
}

async function print(
  reading: { readonly context: Context; readonly parts: Parts; readonly target: Target },
  { print: form, strict }: WrapFlags,
): Promise<number> {
  const { isWarned, printJson, printTable } = await import('./print.js');
  const model = await readSource(reading);
  const { stdout, color } = reading.context;
  stdout.write(form === 'json' ? printJson(model) : printTable(model, painter(color.stdout)));
  return strict && isWarned(model) ? EXIT.drift : EXIT.ok;
}

async function watched(session: Session): Promise<number> {
  const { watch } = await import('./watch.js');
  return watch(session);
}
