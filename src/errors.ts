// The one error class users meet, and the catalogue of its codes: each with the fix it asks for.

/** Exit codes of both commands (product.md). */
export const EXIT = { ok: 0, drift: 1, usage: 2, bug: 70, interrupted: 130 } as const;

/** Every code a WrapError can carry, with what it means; `hint` says the fix in the case at hand. */
export const ERROR_CODES = {
  'usage.flag': 'a flag or argument is unknown or has an illegal value',
  'usage.undecided': 'a question is open and there is no terminal to ask it on',
  'usage.name': 'the project name is not legal',
  'source.not-found': 'the source module or package does not exist',
  'source.kind': 'the source is of a kind that cannot be read',
  'source.syntax': 'the source has syntax errors',
  'source.too-deep':
    'an expression or type of the source nests deeper than the compiler can follow',
  'source.no-exports': 'the source exports nothing that can be called',
  'source.no-tools': 'no export of the source can be a tool',
  'tools.unknown': 'a flag or the config names an export that does not exist',
  'tools.collision': 'two exports would become tools of the same name',
  'config.invalid': 'mcp.config.json has problems',
  'config.future': 'mcp.config.json was written by a newer version',
  'plan.open': 'the answers together would leave the server open',
  'plan.rules': 'the auth kind cannot hold the rules',
  'plan.host': 'the proxy cannot answer to the public URL',
  'plan.hosting': 'the hosting kind cannot run what was chosen',
  'out.file': 'the output folder is a file',
  'out.foreign': "the output folder holds someone else's files",
  'out.unsafe': 'a path would leave the output folder or pass through a symlink',
  'out.write': 'writing failed; nothing was changed',
  'out.edited': 'managed files were edited by hand',
  'check.nothing': 'there is nothing generated to check',
  'install.failed': 'the package manager failed',
  'doctor.url': 'the address to look at is no URL of a server',
  'doctor.header': 'a header cannot be sent as it was given',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A failure the user can mend: `message` names the thing and the place, `hint` the fix. */
export class WrapError extends Error {
  override readonly name = 'WrapError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** Findings that explain the error one by one, e.g. each syntax error with file:line. */
  readonly diagnostics: readonly import('./model/diagnostic.js').Diagnostic[];

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      hint?: string;
      cause?: unknown;
      diagnostics?: readonly import('./model/diagnostic.js').Diagnostic[];
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.diagnostics = options.diagnostics ?? [];
  }
}
