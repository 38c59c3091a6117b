// package.json and tsconfig.json of a generated project.
import { describe, expect, it } from 'vitest';
import { packageJson } from '../../../src/plan/package-json.ts';
import { tsconfig } from '../../../src/plan/tsconfig.ts';
import { beside, samplePlan, starter } from '../render-views/plan.ts';

describe('package.json', () => {
  it('pins every version exactly and runs nothing on install', () => {
    const text = JSON.stringify(packageJson(samplePlan()));
    expect(text).not.toMatch(/"[\^~]|latest/);
    expect(text).not.toMatch(/"(pre|post)?(install|prepare)"/);
  });

  it('pins the tool that checks it to the version that wrote it', () => {
    const plan = samplePlan(undefined, { toolVersion: '3.4.5' });
    expect(packageJson(plan)).toMatchObject({
      scripts: {
        'wrap:check': expect.stringContaining('create-mcp-server@3.4.5 mcp-wrap --check'),
      },
    });
  });

  it('has a token script only where there are tokens', () => {
    expect(packageJson(samplePlan())).toHaveProperty('scripts.token');
    expect(packageJson(samplePlan(undefined, { auth: 'none' }))).not.toHaveProperty(
      'scripts.token',
    );
  });
});

describe('tsconfig.json', () => {
  it("extends the user's and stays strict whatever that says", () => {
    expect(tsconfig(samplePlan())).toMatchObject({
      extends: '../tsconfig.json',
      compilerOptions: {
        strict: true,
        strictNullChecks: true,
        rootDir: null,
        lib: ['es2023', 'dom', 'dom.iterable'],
      },
      files: [],
      include: ['src', 'test'],
    });
  });

  it('stands alone where there is none to extend', () => {
    expect(tsconfig(samplePlan(starter))).not.toHaveProperty('extends');
  });

  it('does not extend itself when the module lies inside the project', () => {
    const layout = { ...starter, tsconfig: 'tsconfig.json' };
    expect(tsconfig(samplePlan(layout))).toEqual(tsconfig(samplePlan(starter)));
  });

  it('names a file of a folder below with a dot, so that it is no package', () => {
    const layout = { ...beside, tsconfig: 'lib/tsconfig.json' };
    expect(tsconfig(samplePlan(layout))).toMatchObject({ extends: './lib/tsconfig.json' });
  });

  it('reads types from the JavaScript of a package that declares none', () => {
    const layout = { ...beside, packageName: 'plain', untyped: true };
    expect(tsconfig(samplePlan(layout))).toMatchObject({
      compilerOptions: { maxNodeModuleJsDepth: 2 },
    });
  });
});
