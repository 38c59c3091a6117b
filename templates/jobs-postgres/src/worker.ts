// Runs jobs and serves nobody: as many of these as there is work, beside the servers that clients talk to.
import './runtime/boot.ts';
import { createLog } from './runtime/log.ts';
import { baseOf, readSettings } from './runtime/settings.ts';
import { refuse, reportStrays, stopOnSignals } from './runtime/shutdown.ts';
import { errors, prepareService, server } from './wiring.gen.ts';

const { value: settings, problems } = readSettings(process.env);
const parts = prepareService(process.env, settings);
const refused = [...problems, ...parts.problems];
if (refused.length > 0) refuse(refused);

const log = createLog(settings.logLevel, server.name);
reportStrays(log);
const service = await parts.value({ settings, errors, log }).catch(refuse);
stopOnSignals(async () => {
  await service.stop?.(settings.drain);
  await service.close?.();
}, log);
service.start?.(baseOf(settings));
log.info('working');
