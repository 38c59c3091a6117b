// Prints src/wiring.gen.ts of a generated project: what was chosen, so that server.ts never changes.
import { SERVER_VERSION } from '../plan/package-json.js';
import { hasRules } from '../plan/rules.js';
import type { ServerPlan } from '../plan/server.js';
import { header } from './header.js';
import { lit } from './helpers.js';
import { ruleImports, ruleTables } from './wiring-rules.js';

export function renderWiring(plan: ServerPlan): string {
  return `${header(plan)}
${imports(plan).join('\n')}

export { createAuth } from './runtime/auth.ts';
${plan.jobs === undefined ? SURFACE_OF_OTHERS : 'export { surface };'}

export const server = { name: ${lit(plan.name)}, version: ${lit(SERVER_VERSION)} } as const;
export const errors = ${lit(plan.errors)} as const;
${ruleTables(plan)}
${prepare(plan)}
`;
}

/** With jobs, the wiring itself needs the surface, too. */
const SURFACE_OF_OTHERS =
  "export { default as surface } from './tools.gen.json' with { type: 'json' };";

/** In the order of what is imported from. */
function imports(plan: ServerPlan): readonly string[] {
  const { jobs, files } = plan;
  const opens = (part: 'files' | 'jobs', name: 'File' | 'Job') => [
    `import { open${name}s } from './runtime/${part}/${part}.ts';`,
    `import { read${name}Settings } from './runtime/${part}/settings.ts';`,
  ];
  return [
    ...(files === undefined ? [] : opens('files', 'File')),
    ...ruleImports(plan),
    ...(jobs === undefined
      ? []
      : ["import { withoutQuestions } from './runtime/jobs/context.ts';", ...opens('jobs', 'Job')]),
    "import { withPage } from './runtime/page/route.ts';",
    "import { page } from './runtime/page/texts.ts';",
    ...(jobs === undefined
      ? []
      : ["import surface from './tools.gen.json' with { type: 'json' };"]),
    `import { ${jobs === undefined ? '' : 'jobs, '}tools } from './tools.gen.ts';`,
  ].sort((one, other) => (fromOf(one) < fromOf(other) ? -1 : 1));
}

function fromOf(line: string): string {
  return line.slice(line.indexOf(" from '"));
}

function prepare(plan: ServerPlan): string {
  const { jobs, files } = plan;
  const parts = partsOf(plan);
  if (jobs !== undefined) return withJobs(parts);
  return files === undefined ? plain(parts) : withFiles(parts);
}

/** What rules, where there are some, add to the code below. */
function partsOf({ rules }: ServerPlan): Parts {
  return {
    rules: hasRules(rules) ? '...rules' : '',
    route: (route) => (rules.callers === undefined ? route : `forNamed(${route}, byCaller)`),
  };
}

interface Parts {
  /** Further members of a service, or nothing. */
  readonly rules: string;
  route(files: string): string;
}

const plain = ({ rules }: Parts) => `export const prepareService = withPage(page, () => ({
  problems: [],
  value: async () => ({ tools, begin: () => ({ extra: {} })${rules && `, ${rules}`} }),
}));`;

const withFiles = ({
  rules,
  route,
}: Parts) => `export const prepareService = withPage(page, (env, settings) => {
  const { value, problems } = readFileSettings(env, settings);
  return {
    problems,
    value: async (host) => {
      const { route, begin, start, close } = await openFiles(value, host);
      return { tools, routes: [${route('route')}], begin, start, close${rules && `, ${rules}`} };
    },
  };
});`;

const withJobs = ({
  rules,
  route,
}: Parts) => `export const prepareService = withPage(page, (env, settings) => {
  const keeping = readFileSettings(env, settings);
  const running = readJobSettings(env, settings);
  return {
    problems: [...keeping.problems, ...running.problems],
    value: async (host) => {
      const files = await openFiles(keeping.value, host);
      const work = await openJobs(running.value, host, { jobs, surface, files${rules && `, ${rules}`} });
      return {
        tools: [...tools, ...work.tools],
        routes: [${route('files.route')}],
        begin: (caller) => withoutQuestions(files.begin(caller)),
        extend: work.extend,
        answer: work.answer,
        start(base) {
          files.start(base);
          work.start();
        },
        stop: work.stop,
        async close() {
          await work.close();
          await files.close();
        },${rules && `\n        ${rules},`}
      };
    },
  };
});`;
