// tsconfig.json of a generated project: the user's compiler options, and over them what our files need.
import type { ServerPlan } from './server.js';

/** Parts of `strict` that the user's configuration may have turned off one by one; zod's types need them. */
const STRICT_PARTS = {
  alwaysStrict: true,
  noImplicitAny: true,
  noImplicitThis: true,
  strictBindCallApply: true,
  strictFunctionTypes: true,
  strictNullChecks: true,
  strictPropertyInitialization: true,
  useUnknownInCatchVariables: true,
};

/** How the build sees modules, checked strictly. */
const OPTIONS = {
  target: 'es2023',
  lib: ['es2023'],
  module: 'esnext',
  moduleResolution: 'bundler',
  allowImportingTsExtensions: true,
  allowJs: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  isolatedModules: true,
  skipLibCheck: true,
  strict: true,
  types: ['node'],
  noEmit: true,
};

/** How far types are read from the JavaScript of a package without declarations, as introspection does. */
const FROM_JAVASCRIPT = { maxNodeModuleJsDepth: 2 };

/** What a user's configuration may set that makes no sense for a folder beside it. */
const UNSET = {
  lib: ['es2023', 'dom', 'dom.iterable'], // its types may speak of a browser's
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
  const options = { ...OPTIONS, ...(layout.untyped ? FROM_JAVASCRIPT : {}) };
  const files = { include: ['src', 'test'], exclude: ['node_modules', 'dist'] };
  // A project whose module lies inside it finds this very file.
  if (theirs === undefined || theirs === 'tsconfig.json') {
    return { compilerOptions: options, ...files };
  }
  return {
    extends: dotted(theirs),
    compilerOptions: { ...options, ...STRICT_PARTS, ...UNSET },
    files: [],
    ...files,
  };
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}
