// The flags of both commands: what commander knows of them, and what comes out of it.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AUTH_KINDS, HOSTING_KINDS, PACKAGE_MANAGERS, PROXY_KINDS } from '../config/kinds.js';
import { normalUrl, urlProblem } from '../config/public-url.js';
import type { Answers, PackageManager } from '../config/schema.js';
import { WrapError } from '../errors.js';
import type { Context } from './context.js';

/** The answers that flags give; two go by shorter names. */
export interface Flags extends Omit<Answers, 'only' | 'packageManager'> {
  readonly tools?: readonly string[];
  readonly pm?: PackageManager;
  readonly config?: string;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly install: boolean;
  readonly git: boolean;
  readonly ciFile?: string;
}

export interface CreateFlags extends Flags {
  readonly from?: string;
}

export interface WrapFlags extends Flags {
  readonly out?: string;
  readonly print?: 'json' | 'table';
  readonly check?: boolean;
  readonly watch?: boolean;
}

export interface Parsed<F> {
  readonly flags: F;
  /** The folder of create, the source of wrap. */
  readonly operand: string | undefined;
}

const EXIT_CODES = `
Exit codes: 0 done or clean, 1 drift (or warnings under --strict), 2 usage or input, 130 interrupted, 70 our fault.`;

const OTHER_COMMAND = `
Another command: mcp-wrap doctor <url> looks at a running server and says what is wrong with it.
`;

/** @returns undefined when help or the version was asked for and written. */
export function parseCreate(context: Context): Parsed<CreateFlags> | undefined {
  const command = base('create-mcp-server', context)
    .description('Make an MCP server project: a starter, or the server of a module you have.')
    .argument('[dir]', 'folder of the project; default: this one when it is empty')
    .option(
      '--from <source>',
      'wrap ./src/lib.ts or npm:<name> instead of starting anew',
      notAFlag,
    );
  addSharedOptions(command).addHelpText('after', EXIT_CODES);
  return parse<CreateFlags>(command, context);
}

/** @returns undefined when help or the version was asked for and written. */
export function parseWrap(context: Context): Parsed<WrapFlags> | undefined {
  const command = base('mcp-wrap', context)
    .description('Generate the MCP server of a source, or bring it up to date.')
    .argument('[source]', './src/lib.ts or npm:<name>; default: what mcp.config.json names')
    .option(
      '-o, --out <dir>',
      "the server project; default: mcp-server beside the source's package.json",
      notAFlag,
    )
    .addOption(
      new Option('--print <form>', 'show what the source offers; write nothing').choices([
        'json',
        'table',
      ]),
    )
    .option('--check', 'exit 1 when the disk differs from what would be generated')
    .option('--watch', 'regenerate on change');
  addSharedOptions(command).addHelpText('after', `${OTHER_COMMAND}${EXIT_CODES}`);
  const parsed = parse<WrapFlags>(command, context);
  if (parsed) refuseSeveralModes(parsed.flags);
  return parsed;
}

/** A command that writes where the context says, and throws in place of ending the process. */
export function base(name: string, context: Context): Command {
  return new Command(name)
    .version(context.version)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => context.width,
      getOutHasColors: () => context.color.stdout,
    });
}

function addSharedOptions(command: Command): Command {
  const kind = (flags: string, description: string, kinds: readonly string[]) =>
    new Option(flags, description).choices(kinds);
  const list = (flags: string, description: string) =>
    new Option(flags, description).argParser(splitList);
  return command
    .option('--name <name>', "name of the server; default: the source's package or the folder")
    .addOption(list('--tools <a,b>', 'just these exports are tools'))
    .addOption(list('--exclude <a,b>', 'never tools, though proposed'))
    .addOption(list('--include-dangerous <a,b>', 'tools, though left out by default'))
    .addOption(list('--job <a,b>', 'tools that run as jobs; "" for none'))
    .addOption(kind('--auth <kind>', 'who may call', AUTH_KINDS))
    .addOption(kind('--hosting <kind>', 'where it runs', HOSTING_KINDS))
    .addOption(kind('--proxy <kind>', 'what stands in front', PROXY_KINDS))
    .addOption(
      new Option('--public-url <url>', 'what clients see, without /mcp').argParser(parsePublicUrl),
    )
    .option('--files', 'tools return files')
    .option('--agents', 'write AGENTS.md (the default)')
    .option('--no-agents', 'write no AGENTS.md')
    .addOption(
      kind('--pm <name>', 'package manager; default: the one that runs this', PACKAGE_MANAGERS),
    )
    .option('--config <file>', 'read the answers from this mcp.config.json', notAFlag)
    .option('--diff', 'show what would change, as text; write nothing')
    .option('--dry-run', 'show what would change, as a list; write nothing')
    .option('--strict', 'exit 1 when there are warnings')
    .option('--yes', 'take the safe proposals for whatever is undecided')
    .option('--force', 'overwrite what was edited by hand and what others put there')
    .option('--json', 'print the result as JSON')
    .option('--no-color', 'print without colour')
    .option('--no-install', 'do not install dependencies')
    .option('--no-git', 'do not start a git repository')
    .option(
      '--ci-file <path>',
      'write the CI workflow there, when the server is not the root of its repository',
      notAFlag,
    );
}

/** @returns undefined when help or the version was asked for and written. */
export function parse<F extends object>(
  command: Command,
  { argv }: Pick<Context, 'argv'>,
): Parsed<F> | undefined {
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw usageError(error, command);
  }
  return { flags: command.opts<F>(), operand: command.args[0] };
}

/** commander says `error: unknown option '--autth'\n(Did you mean --auth?)`: the second line is the hint. */
function usageError(error: CommanderError, command: Command): WrapError {
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\(Did/, 'did').replace(/\)$/, '');
  return new WrapError('usage.flag', first, {
    hint: hint ?? `${command.name()} --help lists every flag`,
    cause: error,
  });
}

function refuseSeveralModes(flags: WrapFlags): void {
  const modes = [
    flags.print && '--print',
    flags.check && '--check',
    flags.diff && '--diff',
    flags.dryRun && '--dry-run',
    flags.watch && '--watch',
  ].filter((mode) => typeof mode === 'string');
  if (modes.length < 2) return;
  throw new WrapError('usage.flag', `${modes.join(' and ')} exclude each other`, {
    hint: 'give one of them',
  });
}

function splitList(text: string, previous: readonly string[] | undefined): readonly string[] {
  notAFlag(text);
  const names = text.split(',').map((name) => name.trim());
  return [...(previous ?? []), ...names.filter((name) => name !== '')];
}

/** `--tools --json` has forgotten the names. */
function notAFlag(text: string): string {
  if (text.startsWith('--')) throw new InvalidArgumentError('A value is missing before it.');
  return text;
}

function parsePublicUrl(text: string): string {
  const problem = urlProblem(text);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return normalUrl(text);
}
