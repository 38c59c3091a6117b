// What a source says: its tools, what was skipped and why. Pure data; every source kind returns one.
import type { Diagnostic } from './diagnostic.js';
import type { Definitions, Json, ObjectNode, SchemaNode } from './schema.js';
import type { Lockfile, Workspace } from './workspace.js';

/** Where an export is declared. `file` is POSIX, relative to the source package's folder; `line` 1-based. */
export interface SourcePlace {
  /** The export's name; members as `Class.method`, `default.member`. */
  readonly export: string;
  readonly file: string;
  readonly line: number;
}

/** A schema that the module itself exports, and what the generated server does with it. */
export interface OwnSchema {
  /** A property path on the module's namespace. */
  readonly path: readonly string[];
  /** `adopt`: parses by it; `check`: only checks by it, what came is passed on; `of`: JSON Schema, or typed loosely. */
  readonly use: 'adopt' | 'check' | 'of';
  /** Its input holds values that JSON cannot: they are decoded before it sees them. */
  readonly decoded?: true;
  /** It makes a value of nothing, so it is asked even when there is none. */
  readonly fills?: true;
  /** The parameter takes null as well, which the schema does not. */
  readonly nullable?: true;
}

/** One parameter of the wrapped function, in call order. */
export interface ParamModel {
  /** The property of the tool's input that feeds it (absent for the flattened and the injected). */
  readonly property?: string;
  readonly optional: boolean;
  /** `rest` is spread; `flattened` takes the whole input object; `ctx`, `signal` and `progress` are injected. */
  readonly role:
    | 'value'
    | 'rest'
    | 'flattened'
    | 'ctx'
    | 'signal'
    | 'progress'
    /** What AI libraries tell a tool's function of the conversation. */
    | 'execution'
    | 'omitted';
  /**
   * The object gets the request's cancellation as its `signal` member: always, or only where the caller
   * gives the object, because it has members that must be given.
   */
  readonly signal?: 'always' | 'given';
  /** Of a `ctx`: its type has `file`, so the function makes files. */
  readonly files?: true;
  /** Judges its values instead of what is read from its type. */
  readonly schema?: OwnSchema;
}

export interface Annotations {
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** How the generated server reaches the function: a property path on the module's namespace. */
export interface ModuleCall {
  readonly kind: 'module';
  /** `['add']`, `['default']`, `['default', 'member']`, `['Class', 'method']`. */
  readonly path: readonly string[];
  /** Set when the path is that of a method on an instance. */
  readonly on?: Maker;
  /** Its type promises less than the call needs: the runtime takes it off the object it belongs to. */
  readonly bound?: true;
}

/** How an instance is made: once, when it is first needed. */
export interface Maker {
  /** `new lib.Store()`, or `lib.createStore()`. */
  readonly kind: 'new' | 'call';
  /** The way to the class or the function. */
  readonly path: readonly string[];
  /** What the instance is called after. */
  readonly class: string;
  /** The function returns a promise of it. */
  readonly later?: boolean;
}

/** One way to call a function that has several. */
export interface SignatureModel {
  readonly params: readonly ParamModel[];
  readonly input: ObjectNode;
  readonly inputFrom?: OwnSchema;
  readonly output?: SchemaNode;
  readonly returns: ToolModel['returns'];
  readonly delivery?: Delivery;
  readonly undefinable?: boolean;
}

/** How the published value is made of what the function returns. */
export type Delivery =
  /** Gone through to the end: `items` publishes `{ items }`, `last` what the generator returns. */
  | { readonly kind: 'items' | 'last' }
  /** A stream, read to its end. */
  | { readonly kind: 'text' | 'bytes' }
  /** A Blob, whose bytes are published. */
  | { readonly kind: 'blob' }
  /** A thenable that is no promise to the compiler, awaited. */
  | { readonly kind: 'awaited' }
  /** MCP content blocks, passed through. */
  | { readonly kind: 'content' }
  | OutcomeDelivery;

/** A value that says by a tag, or by `isErr()`, whether it is a success or a failure. */
export interface OutcomeDelivery {
  readonly kind: 'outcome';
  /** The property whose literal is told apart, and its value in a failure; a failure by `isErr()` has neither. */
  readonly tag?: string;
  readonly failed?: string | false;
  /** The properties that are published and thrown; without one it is the whole branch. */
  readonly value?: string;
  readonly error?: string;
}

export interface ToolModel {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly params: readonly ParamModel[];
  /** Root of the tool's input; always a plain object. */
  readonly input: ObjectNode;
  /** Judges the whole input instead of what is read from the types. */
  readonly inputFrom?: OwnSchema;
  /** Published as it is, where the module brings JSON Schema; `input` then only names the properties. */
  readonly published?: { readonly [keyword: string]: Json };
  /** The awaited return type; absent when it has no describable shape (then `returns` is `any`). */
  readonly output?: SchemaNode;
  /** `text`: a string; `void`: nothing; `value`: described by `output`; `any`: structured, not described. */
  readonly returns: 'text' | 'void' | 'value' | 'any';
  /** Absent when the returned value, awaited, is published itself. */
  readonly delivery?: Delivery;
  /** The function may return undefined, which is published as null: `output` allows null. */
  readonly undefinable?: boolean;
  /**
   * Set where no single signature takes what all take: each of them, in the order they are tried. `input`
   * and `output` are then what is published, of all together; `params` are those of the first.
   */
  readonly signatures?: readonly SignatureModel[];
  /** Recursive types of `input`, by name. Outputs have none: their recursion is cut. */
  readonly definitions: Definitions;
  readonly annotations: Annotations;
  readonly mode: 'sync' | 'job';
  /** Where the mode comes from; absent where nothing speaks for a job. */
  readonly modeBy?: 'tag' | 'evidence';
  /** Marked `@idempotent`: a job whose process died is run again. */
  readonly retry?: true;
  /** What of the module it seems to change, as `it changes notes (lib.ts:12)`: each thread has its own. */
  readonly changes?: string;
  /** Milliseconds, from `@timeout`. */
  readonly timeout?: number;
  readonly source: SourcePlace;
  readonly call: ModuleCall;
  /** Whether it is proposed in, and why; the user decides. */
  readonly proposal: {
    readonly include: boolean;
    readonly reasons: readonly string[];
    /** Why the annotations and the mode are what they are: `readOnly: it only computes`. */
    readonly evidence?: readonly string[];
  };
}

/** An environment variable that the wrapped code reads, and where it does first. */
export interface EnvRead {
  readonly name: string;
  /** Nothing is taken in its stead. */
  readonly required: boolean;
  /** What is taken in its stead, where the code says it literally. */
  readonly fallback?: string;
  readonly file: string;
  readonly line: number;
  /** The tools that read it; absent when it is read as the module loads. */
  readonly tools?: readonly string[];
}

export interface SkippedExport extends SourcePlace {
  readonly reason: string;
  /** The way out. */
  readonly hint?: string;
}

export interface ModuleModel {
  /** Absolute: the configuration that governs the source, when the nearest one only refers to it. */
  readonly tsconfig?: string;
  /** The module is one function or class (`module.exports = f`): it can be imported by default only. */
  readonly sole?: true;
  /** In source order, those left out by proposal too. */
  readonly tools: readonly ToolModel[];
  readonly skipped: readonly SkippedExport[];
  readonly diagnostics: readonly Diagnostic[];
  /** Environment variables that the tools read, by name. */
  readonly env: readonly EnvRead[];
}

/** A source, found on disk: what introspection reads and what generated code imports. Paths absolute. */
export interface SourceRef {
  readonly kind: 'typescript';
  /** As the user wrote it: `./src/lib.ts`, `npm:date-fns`. */
  readonly specifier: string;
  /** The file introspection starts from: the module itself, or a package's `.d.ts`. */
  readonly entry: string;
  /** Folder of the nearest package.json above a module; for a package, of the project that installed it. */
  readonly packageDir: string;
  /** Set for an installed package: the bare name that generated code imports. */
  readonly packageName?: string;
  /** The user's tsconfig.json, when there is one. */
  readonly tsconfig?: string;
  /** Name of the lockfile in `packageDir`, when there is one. */
  readonly lockfile?: Lockfile;
  /** Where the package is a member of one: its dependencies are installed from there. */
  readonly workspace?: Workspace;
}
