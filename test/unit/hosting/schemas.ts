// What fly.toml and render.yaml may hold, of what we write: by the references of Fly.io and Render. Nothing else passes.

const text = { type: 'string', minLength: 1 } as const;
const time = { type: 'string', pattern: '^\\d+s$' } as const;

/** An object of these fields and no others; a `?` at the end of a name makes it optional. */
function fields(properties: Readonly<Record<string, object>>): object {
  const named = Object.entries(properties).map(
    ([name, schema]) => [name.replace(/\?$/, ''), schema] as const,
  );
  return {
    type: 'object',
    properties: Object.fromEntries(named),
    required: Object.keys(properties).filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  };
}

const list = (items: object) => ({ type: 'array', items, minItems: 1 });

/** https://fly.io/docs/reference/configuration/ */
export const flySchema = fields({
  app: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,62}$' },
  kill_signal: { enum: ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGKILL'] },
  kill_timeout: time,
  build: fields({ dockerfile: text, ignorefile: text }),
  env: { type: 'object', additionalProperties: { type: 'string' } },
  http_service: fields({
    internal_port: { type: 'integer' },
    force_https: { type: 'boolean' },
    auto_stop_machines: { enum: ['off', 'stop', 'suspend'] },
    auto_start_machines: { type: 'boolean' },
    min_machines_running: { type: 'integer', minimum: 0 },
    concurrency: fields({
      type: { enum: ['connections', 'requests'] },
      soft_limit: { type: 'integer' },
      hard_limit: { type: 'integer' },
    }),
    checks: list(
      fields({ method: text, path: text, interval: time, timeout: time, grace_period: time }),
    ),
  }),
  'mounts?': fields({
    source: { type: 'string', pattern: '^[a-z0-9_]{1,30}$' },
    destination: { type: 'string', pattern: '^/[a-z]+$' },
    initial_size: { type: 'string', pattern: '^\\d+gb$' },
  }),
  vm: list(
    fields({
      size: { enum: ['shared-cpu-1x', 'shared-cpu-2x', 'shared-cpu-4x', 'performance-1x'] },
      memory: { type: 'string', pattern: '^\\d+mb$' },
    }),
  ),
});

const key = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' } as const;

/** Each variable has one source. */
const renderVariable = {
  oneOf: [
    fields({ key, value: { type: 'string' } }),
    fields({ key, sync: { const: false } }),
    fields({ key, generateValue: { const: true } }),
    fields({ key, fromDatabase: fields({ name: text, property: { const: 'connectionString' } }) }),
  ],
};

/** https://render.com/docs/blueprint-spec */
export const renderSchema = fields({
  services: list(
    fields({
      type: { enum: ['web', 'worker', 'pserv', 'cron', 'keyvalue'] },
      name: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
      runtime: { const: 'docker' },
      plan: { enum: ['free', 'starter', 'standard', 'pro', 'pro plus', 'pro max', 'pro ultra'] },
      dockerfilePath: text,
      dockerContext: text,
      healthCheckPath: { type: 'string', pattern: '^/' },
      numInstances: { type: 'integer', minimum: 1, maximum: 100 },
      'disk?': fields({ name: text, mountPath: text, sizeGB: { type: 'integer', minimum: 1 } }),
      'maxShutdownDelaySeconds?': { type: 'integer', minimum: 1, maximum: 300 },
      envVars: list(renderVariable),
    }),
  ),
  'databases?': list(
    fields({
      name: text,
      plan: { const: 'basic-256mb' },
      ipAllowList: { type: 'array', maxItems: 0 },
    }),
  ),
});
