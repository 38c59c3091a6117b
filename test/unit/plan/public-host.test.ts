// The public URL behind a proxy: a name of its own, by https, and nothing after it.
import { describe, expect, it } from 'vitest';
import { WrapError } from '../../../src/errors.ts';
import { hostProblem, refuseNameless } from '../../../src/plan/proxy/public-host.ts';

describe('a proxy', () => {
  it.each(['https://notes.example.com', 'https://größe.example', 'https://a.b.c.example/'])(
    'serves %s',
    (url) => {
      expect(hostProblem(url)).toBeUndefined();
    },
  );

  it.each([
    ['http://notes.example.com', 'not https'],
    ['https://notes.example.com:8443', 'port 8443'],
    ['https://notes.example.com/tools', 'path /tools'],
    ['https://my_notes.example.com', 'my_notes.example.com is no name'],
    ['https://localhost', 'localhost is no name'],
    ['https://10.0.0.1', '10.0.0.1 is no name'],
    ['https://[::1]', 'is no name'],
  ])('does not serve %s: %s', (publicUrl, problem) => {
    expect(hostProblem(publicUrl)).toContain(problem);
    const refuse = () => refuseNameless({ kind: 'none', proxy: 'nginx', publicUrl });
    expect(refuse).toThrow(WrapError);
    expect(() => refuseNameless({ kind: 'none', proxy: 'none', publicUrl })).not.toThrow();
  });

  it('has to know its name', () => {
    expect(() => refuseNameless({ kind: 'docker', proxy: 'caddy' })).toThrow(/there is none/);
  });
});
