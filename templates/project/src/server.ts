// The server: settings, credentials and tools; then HTTP, or stdio, until it is told to stop.
import { createActivity } from './runtime/activity.ts';
import { isStdio } from './runtime/boot.ts';
import { createHttpServer } from './runtime/http.ts';
import { createLog } from './runtime/log.ts';
import { createMcpFactory } from './runtime/mcp.ts';
import { readSettings } from './runtime/settings.ts';
import { refuse, reloadOnSignal, reportStrays, stopOnSignals } from './runtime/shutdown.ts';
import { serveOnStdio } from './runtime/stdio.ts';
import { createAuth, errors, server, surface, tools } from './wiring.gen.ts';

const { value: settings, problems } = readSettings(process.env);
const auth = createAuth(process.env, settings);
const refused = isStdio ? problems : [...problems, ...auth.problems];
if (refused.length > 0) refuse(refused);

const log = createLog(settings.logLevel, server.name);
reportStrays(log);
const activity = createActivity();
const factory = createMcpFactory(server, tools, surface, { ...settings, errors, activity, log });

if (isStdio) {
  stopOnSignals(serveOnStdio(factory, { activity, drain: settings.drain, log }), log);
} else {
  const http = createHttpServer({ settings, auth: auth.value, factory, activity, log });
  const { url, host, port } = await http.listen().catch((error: Error) => refuse([error.message]));
  stopOnSignals(http.stop, log);
  reloadOnSignal(auth.value, log);
  log.info(
    { url, host, port, public: settings.publicBaseUrl?.href, tools: tools.length },
    'listening',
  );
}
