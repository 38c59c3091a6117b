// tsconfig.json of a generated project: the user's compiler options, and over them what our files need.
import type { ServerPlan } from './server.js';

/** Whatever the user's own configuration says, our files are checked strictly; zod's types need it. */
const STRICT = {
  strict: true,
  alwaysStrict: true,
  noImplicitAny: true,
  noImplicitThis: true,
  strictBindCallApply: true,
  strictFunctionTypes: true,
  strictNullChecks: true,
  strictPropertyInitialization: true,
  useUnknownInCatchVariables: true,
};

/** How the build sees modules. */
const MODULES = {
  target: 'es2023',
  module: 'esnext',
  moduleResolution: 'bundler',
  allowImportingTsExtensions: true,
  allowJs: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  isolatedModules: true,
  skipLibCheck: true,
  types: ['node'],
};

/** What a user's configuration may set that makes no sense for a folder beside it. */
const UNSET = {
  checkJs: false,
  composite: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  erasableSyntaxOnly: false,
  incremental: false,
  isolatedDeclarations: false,
  noPropertyAccessFromIndexSignature: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  verbatimModuleSyntax: false,
  rootDir: null,
};

export function tsconfig({ layout }: ServerPlan): object {
  const { tsconfig: theirs } = layout;
  const files = { include: ['src', 'test'], exclude: ['node_modules', 'dist'] };
  const options = { ...MODULES, ...STRICT, noEmit: true };
  // A project whose module lies inside it finds this very file.
  if (theirs === undefined || theirs === 'tsconfig.json') {
    return { compilerOptions: options, ...files };
  }
  return {
    extends: dotted(theirs),
    compilerOptions: { ...options, ...UNSET },
    files: [],
    ...files,
  };
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}
