// Prints src/wiring.gen.ts of a generated project: what was chosen, so that server.ts never changes.
import { SERVER_VERSION } from '../plan/package-json.js';
import type { ServerPlan } from '../plan/server.js';
import { header } from './header.js';
import { lit } from './helpers.js';

export function renderWiring(plan: ServerPlan): string {
  return `${header(plan)}
${imports(plan).join('\n')}

export { createAuth } from './runtime/auth.ts';
${plan.jobs === undefined ? SURFACE_OF_OTHERS : 'export { surface };'}

export const server = { name: ${lit(plan.name)}, version: ${lit(SERVER_VERSION)} } as const;
export const errors = ${lit(plan.errors)} as const;

${prepare(plan)}
`;
}

/** With jobs, the wiring itself needs the surface, too. */
const SURFACE_OF_OTHERS =
  "export { default as surface } from './tools.gen.json' with { type: 'json' };";

function imports({ jobs, files }: ServerPlan): readonly string[] {
  const opens = (part: 'files' | 'jobs', name: 'File' | 'Job') => [
    `import { open${name}s } from './runtime/${part}/${part}.ts';`,
    `import { read${name}Settings } from './runtime/${part}/settings.ts';`,
  ];
  return [
    ...(files === undefined ? [] : opens('files', 'File')),
    ...(jobs === undefined
      ? []
      : ["import { withoutQuestions } from './runtime/jobs/context.ts';", ...opens('jobs', 'Job')]),
    "import { withPage } from './runtime/page/route.ts';",
    "import { page } from './runtime/page/texts.ts';",
    ...(jobs === undefined
      ? []
      : ["import surface from './tools.gen.json' with { type: 'json' };"]),
    `import { ${jobs === undefined ? '' : 'jobs, '}tools } from './tools.gen.ts';`,
  ];
}

function prepare({ jobs, files }: ServerPlan): string {
  if (jobs !== undefined) return WITH_JOBS;
  return files === undefined ? PLAIN : WITH_FILES;
}

const PLAIN = `export const prepareService = withPage(page, () => ({
  problems: [],
  value: async () => ({ tools, begin: () => ({ extra: {} }) }),
}));`;

const WITH_FILES = `export const prepareService = withPage(page, (env, settings) => {
  const { value, problems } = readFileSettings(env, settings);
  return {
    problems,
    value: async (host) => {
      const { route, begin, start, close } = await openFiles(value, host);
      return { tools, routes: [route], begin, start, close };
    },
  };
});`;

const WITH_JOBS = `export const prepareService = withPage(page, (env, settings) => {
  const keeping = readFileSettings(env, settings);
  const running = readJobSettings(env, settings);
  return {
    problems: [...keeping.problems, ...running.problems],
    value: async (host) => {
      const files = await openFiles(keeping.value, host);
      const work = await openJobs(running.value, host, { jobs, surface, files });
      return {
        tools: [...tools, ...work.tools],
        routes: [files.route],
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
        },
      };
    },
  };
});`;
