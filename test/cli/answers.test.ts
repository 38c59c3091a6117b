// Who decides: flags, the config file, a person, or --yes; and what happens when nobody does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, notes, tool, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

const LIB = './src/lib.ts';
const config = () =>
  JSON.parse(readFileSync(join(world.dir, 'mcp-server/mcp.config.json'), 'utf8'));
const errorOf = (stdout: string) => JSON.parse(stdout).error;

describe('without a terminal', () => {
  it('names every open decision in one message, and writes nothing', async () => {
    const before = world.files();
    const ran = await world.wrap(LIB);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(/4 decisions.*--tools.*--auth.*--hosting.*--proxy.*--yes/s);
    expect(ran.stderr).toContain('proposed: search, list; left out: deleteNote');
    expect(ran.stderr).not.toContain('--job');
    expect(world.files()).toEqual(before);
  });

  it('asks for --job only when some tool has evidence for it', async () => {
    world.model = { ...notes(), tools: [tool('search'), tool('render', { mode: 'job' })] };
    expect((await world.wrap(LIB)).stderr).toMatch(/--job.*proposed: render/);
    const decided = ['--tools', 'search', '--auth', 'bearer', '--hosting', 'none'];
    const ran = await world.wrap(LIB, ...decided, '--proxy', 'none');
    expect(ran.code).toBe(0);
  });

  it('is content when every flag is given', async () => {
    world.model = { ...notes(), tools: [tool('search'), tool('render', { mode: 'job' })] };
    const kinds = ['--auth', 'bearer', '--hosting', 'docker', '--proxy', 'none'];
    const ran = await world.wrap(LIB, '--tools', 'search,render', '--job', '', ...kinds);
    expect(ran.code).toBe(0);
    expect(config().tools).toMatchObject({ only: ['search', 'render'], job: [], sync: ['render'] });
  });

  it('proposes no deployment when nobody is asked for a token', async () => {
    expect((await world.wrap(LIB, '--yes', '--auth', 'none')).code).toBe(0);
    expect(config()).toMatchObject({ auth: { kind: 'none' }, hosting: { kind: 'none' } });
    expect(world.files('mcp-server')).not.toContain('.env');
  });

  it('never prompts for JSON, not even on a terminal', async () => {
    world.person = [];
    expect(errorOf((await world.wrap(LIB, '--json')).stdout).code).toBe('usage.undecided');
    expect(world.asked).toEqual([]);
  });
});

describe('wrong flags', () => {
  it.each([
    [['--autth', 'bearer'], 'usage.flag', /did you mean --auth\?/],
    [['--auth', 'baerer'], 'usage.flag', /bearer, .*oauth, none/],
    [['--tools'], 'usage.flag', /argument missing/],
    [['--tools', '--yes'], 'usage.flag', /value is missing/],
    [['--check', '--watch'], 'usage.flag', /--check and --watch/],
    [['more.ts'], 'usage.flag', /too many arguments/],
    [['--public-url', 'https://x.example/mcp', '--yes'], 'usage.flag', /Leave \/mcp out/],
    [['--public-url', 'nonsense', '--yes'], 'usage.flag', /https:\/\/<host>/],
    [['--tools', 'serch'], 'tools.unknown', /search/],
    [['--tools', 'onEach', '--yes'], 'tools.unknown', /takes a callback/],
    [['--auth', 'none', '--hosting', 'docker'], 'plan.open', /loopback/],
    [['--auth', 'none', '--proxy', 'nginx', '--yes'], 'plan.open', /proxy "nginx"/],
    [['--auth', 'none', '--public-url', 'https://x.example'], 'plan.open', /public URL/],
    [['--proxy', 'nginx', '--yes'], 'plan.host', /there is none\n.*--public-url/],
    [['--hosting', 'fly', '--proxy', 'caddy'], 'plan.hosting', /Fly ends TLS.*\n.*--proxy none/],
    [['--hosting', 'cloud-run', '--files', '--yes'], 'plan.hosting', /no disk.*\n.*"files": "s3"/],
    [['--public-url', 'http://x.example', '--yes'], 'usage.flag', /Expected https:/],
    [['--proxy', 'caddy', '--public-url', 'http://localhost', '--yes'], 'plan.host', /not https/],
    [['--name', '../x', '--yes'], 'usage.name', /\.\.\/x/],
    [['--name', '-rf', '--yes'], 'usage.name', /-rf/],
    [['--name', 'con', '--yes'], 'usage.name', /Windows/],
    [['--name', 'x'.repeat(300), '--yes'], 'usage.name', /longer than/],
    [['--name', '', '--yes'], 'usage.name', /it is empty\n.*mcp-server/],
  ])('%j is %s', async (argv, code, says) => {
    const before = world.files();
    const text = await world.wrap(LIB, ...argv);
    expect(text.code).toBe(2);
    expect(text.stderr).toMatch(says);
    const json = await world.wrap(LIB, '--json', ...argv);
    expect(errorOf(json.stdout).code).toBe(code);
    expect(world.files()).toEqual(before);
  });

  it.each(['update', 'mcp'])('%s is reserved', async (word) => {
    const ran = await world.wrap(word);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('not available yet');
  });

  it('needs a source or a config', async () => {
    expect((await world.wrap()).stderr).toContain('mcp-wrap ./src/lib.ts');
  });

  it('lists why, when no export can be a tool', async () => {
    world.model = { ...notes(), tools: [] };
    const error = errorOf((await world.wrap(LIB, '--json')).stdout);
    expect(error).toMatchObject({
      code: 'source.no-tools',
      diagnostics: [{ line: 40, message: 'onEach: takes a callback' }],
    });
  });

  it('says of a fault of its own that it is one', async () => {
    Object.defineProperty(world, 'model', {
      get: () => {
        throw new RangeError('out of cheese');
      },
    });
    const ran = await world.wrap(LIB, '--yes');
    expect(ran.code).toBe(70);
    expect(ran.stderr).toMatch(/RangeError: out of cheese\n +at .*please report/s);
  });
});

describe('with a config file', () => {
  const written = { version: 1, name: 'mine', source: '../src/lib.ts' };
  const kinds = { auth: { kind: 'bearer' }, hosting: { kind: 'none' } };

  it('keeps how many servers there are, and asks for no proxy of a platform', async () => {
    const hosting = { kind: 'kubernetes', replicas: 3 };
    const stores = { jobs: 'postgres', files: 's3' };
    const answers = { ...written, source: './src/lib.ts', ...kinds, hosting, stores };
    world.file('answers.json', JSON.stringify(answers));
    const again = ['--config', 'answers.json', '--out', 'mcp-server', '--files'];
    expect((await world.wrap(...again)).code).toBe(0);
    expect(config().hosting).toEqual({ ...hosting, proxy: 'none' });
    const flags = ['--tools', 'search', '--job', '', '--auth', 'bearer', '--hosting', 'fly'];
    expect((await world.wrap(LIB, '--out', 'other', ...flags)).code).toBe(0);
  });

  it('leaves nothing open', async () => {
    world.file('answers.json', JSON.stringify({ ...written, source: './src/lib.ts', ...kinds }));
    const ran = await world.wrap('--config', 'answers.json', '--out', 'mcp-server');
    expect(ran.code).toBe(0);
    expect(config()).toMatchObject({ name: 'mine', source: '../src/lib.ts' });
  });

  it('says every problem of a broken one', async () => {
    world.file('mcp-server/mcp.config.json', JSON.stringify({ ...written, auth: {}, tols: [] }));
    const ran = await world.wrap(LIB);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('auth.kind: ');
    expect(ran.stderr).toContain('did you mean "tools"?');
    expect(ran.stderr).toContain('hosting: ');
  });
});

describe('on a terminal', () => {
  it('asks one thing at a time, shows all of it, and writes', async () => {
    world.person = [
      ['search', 'deleteNote'],
      'bearer',
      'docker',
      'none',
      'https://notes.example',
      true,
    ];
    const ran = await world.wrap(LIB);
    expect(ran.code).toBe(0);
    expect(world.asked).toEqual([
      [
        'Which exports become tools?',
        '[x] search(text)',
        '[x] list(text)',
        '[ ] deleteNote(text) - left out',
      ].join('\n'),
      'Auth: who may call?',
      'Hosting: where does it run?',
      'Proxy: what stands in front?',
      'Public URL, without /mcp (leave empty when there is none yet):',
      'Write these files?',
    ]);
    expect(ran.stderr).toMatch(/tools +search, deleteNote\n.*auth +bearer\n/s);
    expect(ran.stderr).toContain('src/tools.gen.json');
    expect(config().tools).toMatchObject({ exclude: ['list'], includeDangerous: ['deleteNote'] });
  });

  it('asks only what is open', async () => {
    world.person = ['docker', 'none', '', true];
    await world.wrap(LIB, '--tools', 'list', '--auth', 'bearer');
    expect(world.asked.map((question) => question.split(/[:?,]/)[0])).toEqual([
      'Hosting',
      'Proxy',
      'Public URL',
      'Write these files',
    ]);
  });

  it('asks for the URL that a proxy needs, also where a flag says the hosting', async () => {
    world.person = ['caddy', 'https://notes.example', true];
    const ran = await world.wrap(LIB, '--tools', 'list', '--auth', 'bearer', '--hosting', 'docker');
    expect(ran.code).toBe(0);
    expect(config().hosting).toEqual({
      kind: 'docker',
      proxy: 'caddy',
      publicUrl: 'https://notes.example',
    });
  });

  it('offers no hosting that has no place for the proxy of a flag', async () => {
    // The prompter takes the first where an answer is not offered.
    world.person = ['fly', 'https://notes.example', true];
    await world.wrap(LIB, '--tools', 'list', '--auth', 'bearer', '--proxy', 'caddy');
    expect(config().hosting).toMatchObject({ kind: 'docker', proxy: 'caddy' });
  });

  it('asks about jobs where there is evidence, tool by tool', async () => {
    world.model = {
      ...notes(),
      tools: [tool('search'), tool('render', { mode: 'job' }), tool('scan', { mode: 'job' })],
    };
    world.person = [undefined, ['scan'], 'bearer', 'none', 'none', '', true];
    await world.wrap(LIB);
    expect(world.asked[1]).toContain('[x] render\n[x] scan');
    expect(config().tools).toMatchObject({ job: ['scan'], sync: ['render'] });
  });

  it('offers nothing that would publish a server without auth', async () => {
    world.person = [undefined, 'none', true];
    expect((await world.wrap(LIB)).code).toBe(0);
    expect(world.asked).toHaveLength(3);
    expect(config()).toMatchObject({ auth: { kind: 'none' }, hosting: { kind: 'none' } });
  });

  it.each([0, 1, 2, 3, 4, 5])('leaves nothing when Ctrl-C ends question %i', async (question) => {
    const before = world.files();
    const answers = [undefined, 'bearer', 'docker', 'none', '', true];
    world.person = [...answers.slice(0, question), 'ctrl-c'];
    const ran = await world.wrap(LIB);
    expect(ran.code).toBe(130);
    expect(ran.stdout).toBe('');
    expect(world.files()).toEqual(before);
  });

  it('writes nothing when the last screen is declined', async () => {
    const before = world.files();
    world.person = [undefined, 'bearer', 'docker', 'none', '', false];
    expect((await world.wrap(LIB)).code).toBe(130);
    expect(world.files()).toEqual(before);
  });

  it('writes nothing when Ctrl-C comes between the questions', async () => {
    const before = world.files();
    world.abort.abort();
    expect((await world.wrap(LIB, '--yes')).code).toBe(130);
    expect(world.files()).toEqual(before);
  });
});
