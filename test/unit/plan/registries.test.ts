// What every entry of a registry must bring, whichever kind it is.
import { describe, expect, it } from 'vitest';
import {
  AUTH_KINDS,
  HOSTING_KINDS,
  PACKAGE_MANAGERS,
  PROXY_KINDS,
} from '../../../src/config/kinds.ts';
import { authKinds } from '../../../src/plan/auth/index.ts';
import { BRIDGE } from '../../../src/plan/clients/claude-desktop.ts';
import type { ClientEntry } from '../../../src/plan/clients/entry.ts';
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
    const files = entry.templates.flatMap((folder) =>
      templates.list(folder).map((file) => file.slice(folder.length + 1)),
    );
    expect(files).toEqual(expect.arrayContaining(['src/runtime/auth.ts', 'test/credentials.ts']));
    const scripts = files.filter((file) => file.startsWith('scripts/'));
    expect(scripts.length > 0).toBe(Object.keys(entry.scripts).length > 0);
  });

  it('pins what it brings, and hands over either secrets or an issuer', () => {
    for (const version of Object.values(entry.dependencies))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const hands = [...Object.keys(entry.headers('X')), ...(entry.signsIn ? ['issuer'] : [])];
    expect(hands.length > 0).toBe(kind !== 'none');
    expect(entry.behindAccess).toBe(hands.some((name) => name.startsWith('CF-Access-')));
  });

  it('hands over placeholders, never a secret', () => {
    for (const value of Object.values(entry.headers('X')))
      expect(value).toMatch(/^(?:Bearer )?\$\{X_\w+\}$/);
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
  for (const folder of HOSTING_KINDS.flatMap((hosting) => folders(hosting)))
    expect(templates.list(folder)).not.toEqual([]);
  if (readme !== undefined) expect(templates.read(readme)).not.toBe('');
});

describe.each(Object.entries<ClientEntry>(clientKinds))(
  'client %s',
  (_, { label, file, steps }) => {
    const handOff = planHandOff(samplePlan());

    it('says what somebody does', () => {
      expect(label).not.toBe('');
      expect(steps(handOff)).not.toEqual([]);
    });

    it('has its file in handoff/, in the format of its name', () => {
      if (file !== undefined) expect(file.path).toMatch(/^handoff\/[\w-]+\.(?:json|toml)$/);
      if (file !== undefined) expect(file.path.endsWith(`.${file.format}`)).toBe(true);
    });

    it('starts nothing but the pinned bridge, by an array of arguments', () => {
      const starts = commandsOf(file?.content(handOff));
      expect(starts).toEqual(label === 'Claude Desktop' ? [['npx', '-y', BRIDGE]] : []);
      expect(BRIDGE).toMatch(/^mcp-remote@\d+\.\d+\.\d+$/);
    });

    it.each(['none', 'oauth'] as const)('sends no header to a server with auth %s', (auth) => {
      const open = planHandOff(samplePlan(undefined, { auth, hosting: 'none' }));
      const content = JSON.stringify([file?.content(open), steps(open)]);
      expect(content).not.toMatch(/\$\{|TOKEN|Bearer/);
    });
  },
);

/** Each `command` at any depth, with the first two of its `args`. */
function commandsOf(value: unknown): readonly unknown[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(commandsOf);
  if (!('command' in value)) return inner;
  const args = 'args' in value && Array.isArray(value.args) ? value.args : [];
  return [[value.command, ...args.slice(0, 2)], ...inner];
}

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
