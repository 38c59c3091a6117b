// The public URL behind a proxy: a name of its own, by https, and nothing after it.
import { describe, expect, it } from 'vitest';
import { WrapError } from '../../../src/errors.ts';
import { deepHost, hostProblem, refuseNameless } from '../../../src/plan/proxy/public-host.ts';

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
    for (const proxy of ['nginx', 'cloudflare-tunnel'] as const)
      expect(() => refuseNameless({ kind: 'none', proxy, publicUrl })).toThrow(WrapError);
    expect(() => refuseNameless({ kind: 'none', proxy: 'none', publicUrl })).not.toThrow();
  });

  it.each(['cloudflare-tunnel', 'caddy', 'nginx'] as const)('%s has to know its name', (proxy) => {
    expect(() => refuseNameless({ kind: 'docker', proxy })).toThrow(/there is none/);
  });
});

describe('the free certificate of Cloudflare', () => {
  const warned = (host: string) =>
    deepHost({ kind: 'docker', proxy: 'cloudflare-tunnel', publicUrl: `https://${host}` });

  it.each([
    'example.com',
    'notes.example.com',
    'example.co.uk',
    'notes.example.co.uk',
    'xn--gre-6ka8i.example',
    'notes.io',
  ])('covers %s', (host) => {
    expect(warned(host)).toEqual([]);
  });

  it.each([
    ['a.b.example.com', 'a-b.example.com'],
    ['a.b.c.example.com', 'a-b-c.example.com'],
    ['a.b.example.co.uk', 'a-b.example.co.uk'],
    ['dev.notes.co.example', 'dev-notes.co.example'],
  ])('does not cover %s: a warning that names %s', (host, instead) => {
    expect(warned(host)).toMatchObject([
      { code: 'host.deep', severity: 'warning', hint: expect.stringContaining(`take ${instead},`) },
    ]);
  });

  it('matters behind its tunnel alone', () => {
    const publicUrl = 'https://a.b.example.com';
    expect(deepHost({ kind: 'none', proxy: 'caddy', publicUrl })).toEqual([]);
    expect(deepHost({ kind: 'docker', proxy: 'cloudflare-tunnel' })).toEqual([]);
  });
});
