// Whom the doctor visits and what it never prints: URLs, headers, secrets, places.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/doctor/place.ts';
import { secretsOf, withoutSecrets } from '../../../src/doctor/secrets.ts';
import { readTarget } from '../../../src/doctor/target.ts';

describe('a place', () => {
  it.each([
    ['http://localhost/', 'loopback'],
    ['http://app.localhost/', 'loopback'],
    ['http://127.9.9.9/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://10.1.2.3/', 'private'],
    ['http://172.20.0.1/', 'private'],
    ['http://192.168.1.1/', 'private'],
    ['http://[fd00::1]/', 'private'],
    ['http://server/', 'private'],
    ['http://mcp.internal/', 'private'],
    ['http://172.32.0.1/', 'public'],
    ['http://8.8.8.8/', 'public'],
    ['http://[2606:4700::1]/', 'public'],
    ['https://mcp.acme.com./', 'public'],
    ['https://localhost.acme.com/', 'public'],
  ])('%s is %s', (url, place) => {
    expect(placeOf(new URL(url))).toBe(place);
  });
});

describe('a target', () => {
  it('keeps its headers by lower-case name', () => {
    const { headers } = readTarget('https://acme.com', [
      'X-Key:  a b ',
      'Authorization: Basic eDp5',
    ]);
    expect(headers).toEqual({ 'x-key': 'a b', authorization: 'Basic eDp5' });
  });

  it('takes credentials that only look like variables', () => {
    for (const value of ['pa$SWORD', '100%SURE%', 'a<b>c', '$2b$10$abc']) {
      expect(readTarget('https://acme.com', [`x-key: ${value}`]).headers['x-key']).toBe(value);
    }
  });

  it('is shown without what is secret in its query', () => {
    const { shown, secrets } = readTarget('https://acme.com/mcp?Access_Token=a%20b&page=2#top', []);
    expect(shown).toBe('https://acme.com/mcp?Access_Token=***&page=2');
    expect(secrets).toEqual(['a b', 'a%20b']);
  });
});

describe('secrets', () => {
  const secret = fc.string({ minLength: 4, maxLength: 60 }).filter((text) => !/[\s,;*]/.test(text));

  it('are gone from whatever is said', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (token, before, after) => {
        const secrets = secretsOf({ authorization: `Bearer ${token}` });
        expect(withoutSecrets(before + token + after, secrets)).not.toContain(token);
      }),
    );
  });

  it('are gone from an echo in another spelling', () => {
    const value = 'Bearer s3cr3t/to+ken==';
    const secrets = secretsOf({ authorization: value });
    const packed = Buffer.from(value).toString('base64');
    expect(withoutSecrets(`${encodeURIComponent(value)} ${packed}`, secrets)).toBe('*** ***');
  });

  it('of Basic are what it encodes, too', () => {
    const encoded = Buffer.from('me:hunter22').toString('base64');
    const secrets = secretsOf({ authorization: `Basic ${encoded}` });
    const said = `no user me with hunter22 (${encoded})`;
    expect(withoutSecrets(said, secrets)).toBe('no user me with *** (***)');
  });
});
