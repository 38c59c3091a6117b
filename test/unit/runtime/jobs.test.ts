// Jobs from start to end, in threads and in the server's own: what callers see, whatever the functions do.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { dataDir, type Fixture, openFixture, removeBundles, type Variant } from './jobs-fixture.ts';

const opened: Fixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.stop()));
});
afterAll(removeBundles);

async function open(variant: Variant, env: Record<string, string> = {}): Promise<Fixture> {
  const fixture = await openFixture(variant, { DATA_DIR: await dataDir(), ...env });
  opened.push(fixture);
  return fixture;
}

describe.each<Variant>(['jobs-threads', 'jobs-inline'])('%s', (variant) => {
  it('runs a job through its states to its result and its file', async () => {
    const jobs = await open(variant);
    const { value } = await jobs.call('start_render', { frames: 3 });
    const id = String(value?.job_id);
    expect(value).toEqual({ job_id: expect.stringMatching(/^[0-9a-f]{32}$/), state: 'queued' });
    expect(await jobs.ended('render', id)).toEqual({
      job_id: id,
      state: 'succeeded',
      stage: 3,
      total_stages: 3,
      message: '[3/3] rendering frames',
      error: null,
    });
    const { value: result, links } = await jobs.result('render', id);
    const url = expect.stringMatching(/^https:\/\/files\.example\/files\/[0-9a-f]{32}$/);
    expect(result).toEqual({
      ready: true,
      result: { frames: 3, uri: url },
      files: [{ name: 'out.bin', url, mimeType: 'application/octet-stream', size: 3 }],
      url,
    });
    expect(links).toEqual([url]);
    expect([...jobs.files.values()].map(({ data }) => data.toString('hex'))).toEqual(['010203']);
    expect(jobs.states(id)).toEqual(['queued', 'running', 'succeeded']);
  });
});
