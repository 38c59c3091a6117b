// The flags of mcp-wrap doctor.
import { Option } from 'commander';
import { WrapError } from '../errors.js';
import type { Context } from './context.js';
import { base, type Parsed, parse } from './flags.js';

export interface DoctorFlags {
  /** As given: `Name: value`. */
  readonly header?: readonly string[];
  readonly json?: boolean;
  readonly strict?: boolean;
}

const HELP = `
Nothing is changed and no tool is called. Credentials are never printed.
Exit codes: 0 nothing FAILs, 1 something does (WARN, too, under --strict), 2 usage, 130 interrupted, 70 our fault.

  mcp-wrap doctor https://mcp.example.com/mcp --header "Authorization: Bearer $TOKEN"`;

/** @returns undefined when help was asked for and written. */
export function parseDoctor(context: Context): Parsed<DoctorFlags> | undefined {
  const command = base('mcp-wrap doctor', context)
    .description('Look at a running MCP server as its clients do, and say what is wrong with it.')
    .argument('[url]', "the URL that clients are given: 'https://<host>/mcp'")
    .addOption(
      new Option('--header <header>', "sent with each request: 'Name: value'; again for more")
        // Read later: what the parser refuses it would repeat.
        .argParser((text: string, given: readonly string[] = []) => [...given, text]),
    )
    .option('--strict', 'exit 1 when there are warnings')
    .option('--json', 'print the findings as JSON')
    .option('--no-color', 'print without colour')
    .addHelpText('after', HELP);
  const [, ...argv] = context.argv;
  try {
    return parse<DoctorFlags>(command, { argv });
  } catch (error) {
    throw error instanceof WrapError ? withoutValue(error) : error;
  }
}

/** A mistyped `--heder='Authorization: …'` is named without what follows it. */
function withoutValue({ code, message, hint }: WrapError): WrapError {
  const named = message.replace(/'(--?[\w-]+)=.*$/, "'$1'");
  return new WrapError(code, named, hint === undefined ? {} : { hint });
}
