// What every entry of a registry must bring, whichever kind it is.
import { describe, expect, it } from 'vitest';
import {
  AUTH_KINDS,
  HOSTING_KINDS,
  PACKAGE_MANAGERS,
  PROXY_KINDS,
} from '../../../src/config/kinds.ts';
import { authKinds } from '../../../src/plan/auth/index.ts';
import { clientKinds } from '../../../src/plan/clients/index.ts';
import { isVariableName } from '../../../src/plan/environment.ts';
import { planHandOff } from '../../../src/plan/handoff.ts';
import { hostingKinds } from '../../../src/plan/hosting/index.ts';
import { managerOf, packageManagers } from '../../../src/plan/package-managers.ts';
import { proxyKinds } from '../../../src/plan/proxy/index.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { beside, samplePlan, starter } from '../render-views/plan.ts';

const templates = packageTemplates();

describe.each(AUTH_KINDS)('auth %s', (kind) => {
  const entry = authKinds[kind];

  it('has words for the interview and the README', () => {
    expect(entry.label).not.toBe('');
    expect(entry.description).not.toBe('');
    expect(templates.read(entry.readme)).not.toBe('');
  });

  it('brings the runtime file, the credentials of the smoke test, and scripts only with a folder', () => {
    const files = templates
      .list(entry.template)
      .map((file) => file.slice(entry.template.length + 1));
    expect(files).toEqual(expect.arrayContaining(['src/runtime/auth.ts', 'test/credentials.ts']));
    const scripts = files.filter((file) => file.startsWith('scripts/'));
    expect(scripts.length > 0).toBe(Object.keys(entry.scripts).length > 0);
  });

  it('hands over placeholders, never a secret', () => {
    for (const value of Object.values(entry.headers('X'))) expect(value).toMatch(/\$\{X_\w+\}$/);
    for (const { name, value } of entry.variables) {
      expect(isVariableName(name)).toBe(true);
      expect(value).toBe('');
    }
  });
});

describe.each(HOSTING_KINDS)('hosting %s', (kind) => {
  it.each([beside, starter])('has its templates and its section of the README', (layout) => {
    const { templates: folders, readme } = hostingKinds[kind];
    for (const folder of folders({ layout })) expect(templates.list(folder)).not.toEqual([]);
    expect(templates.read(readme)).not.toBe('');
  });
});

it.each(PROXY_KINDS)('proxy %s has its templates and its section of the README', (kind) => {
  const { templates: folders, readme } = proxyKinds[kind];
  for (const folder of folders) expect(templates.list(folder)).not.toEqual([]);
  if (readme !== undefined) expect(templates.read(readme)).not.toBe('');
});

it('hand-off files name no command and lie in handoff/', () => {
  for (const { path, config } of Object.values(clientKinds)) {
    expect(path).toMatch(/^handoff\/[\w.-]+\.json$/);
    expect(JSON.stringify(config(planHandOff(samplePlan())))).not.toContain('"command"');
  }
});

it.each(PACKAGE_MANAGERS)(
  '%s installs without install scripts and is known by its lockfile',
  (kind) => {
    const entry = packageManagers[kind];
    for (const command of [entry.ci, entry.ciProduction])
      expect(command).toContain('--ignore-scripts');
    expect(managerOf(entry.lockfile)).toBe(entry);
  },
);

it('a package without a lockfile is installed by npm, without making one', () => {
  expect(managerOf(undefined).ciProduction).toContain('--no-package-lock');
});
