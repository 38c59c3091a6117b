// The server: settings, credentials and tools; then HTTP, or stdio, until it is told to stop.
import { createActivity } from './runtime/activity.ts';
import { isStdio } from './runtime/boot.ts';
import { createHttpServer } from './runtime/http.ts';
import { createLog } from './runtime/log.ts';
import { createMcpFactory } from './runtime/mcp.ts';
import { baseOf, readSettings } from './runtime/settings.ts';
import { refuse, reloadOnSignal, reportStrays, stopOnSignals } from './runtime/shutdown.ts';
import { serveOnStdio } from './runtime/stdio.ts';
import { createAuth, errors, prepareService, server, surface } from './wiring.gen.ts';

const { value: settings, problems } = readSettings(process.env);
const auth = createAuth(process.env, settings);
const parts = prepareService(process.env, settings);
const refused = [...problems, ...parts.problems, ...(isStdio ? [] : auth.problems)];
if (refused.length > 0) refuse(refused);

const log = createLog(settings.logLevel, server.name);
reportStrays(log);
const activity = createActivity();
const service = await parts.value({ settings, errors, log }).catch(refuse);
const factory = createMcpFactory(server, service, surface, { ...settings, errors, activity, log });

if (isStdio) {
  stopOnSignals(
    serveOnStdio(factory, { ...settings, base: baseOf(settings), service, activity, log }),
    log,
  );
} else {
  const http = createHttpServer({ settings, auth: auth.value, factory, service, activity, log });
  const { url, host, port } = await http.listen().catch(refuse);
  stopOnSignals(http.stop, log);
  reloadOnSignal(auth.value, log);
  const { publicBaseUrl: shown } = settings;
  log.info({ url, host, port, public: shown?.href, tools: service.tools.length }, 'listening');
}
