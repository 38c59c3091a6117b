// What tests of jobs need of a server, bundled like one: the thread lies beside it.
export { openJobs } from '../../../../templates/jobs/src/runtime/jobs/jobs.ts';
export { readJobSettings } from '../../../../templates/jobs/src/runtime/jobs/settings.ts';
export { callTool } from '../../../../templates/project/src/runtime/call.ts';
export { createLog } from '../../../../templates/project/src/runtime/log.ts';
export { readSettings } from '../../../../templates/project/src/runtime/settings.ts';
export { jobs } from './tools.gen.ts';
