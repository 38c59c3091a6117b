// Headers that only Cloudflare may set: taken off by every proxy, unless the server verifies them.
import { expect, it } from 'vitest';
import { AUTH_KINDS } from '../../../src/config/kinds.ts';
import { proxyView } from '../../../src/render/proxy-view.ts';
import { samplePlan } from './plan.ts';

it.each(AUTH_KINDS)('with auth %s', (auth) => {
  const { stripped } = proxyView(samplePlan(undefined, { auth }));
  if (auth === 'cloudflare-access') expect(stripped).toEqual([]);
  else expect(stripped).toContain('Cf-Access-Jwt-Assertion');
});
