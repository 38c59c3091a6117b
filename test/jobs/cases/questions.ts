// What a running job asks and what is answered: by key, until all is answered, and only while it runs.
import assert from 'node:assert/strict';
import { claimed, group, running, started } from '../driver.ts';

export const questions = group('questions', {
  async 'what is asked is read, and given back once all is answered'(place) {
    const store = await place.open();
    const claim = await running(store, { interactive: true });
    const { id } = claim.job;
    assert.equal(await store.takeAnswers(claim), undefined);
    assert.equal(await store.ask(claim, { name: { a: 1 }, 'o\0dd': 'x' }), true);
    assert.deepEqual((await store.get(id))?.questions, { name: { a: 1 }, 'o\0dd': 'x' });
    await store.answer(id, { name: 'Ann' });
    assert.deepEqual((await store.get(id))?.questions, { 'o\0dd': 'x' });
    assert.equal(await store.takeAnswers(claim), undefined);
    await store.answer(id, { 'o\0dd': null });
    assert.equal((await store.get(id))?.questions, undefined);
    assert.deepEqual(await store.takeAnswers(claim), { name: 'Ann', 'o\0dd': null });
    assert.equal(await store.takeAnswers(claim), undefined);
  },
  async 'what is not asked cannot be answered, nor twice'(place) {
    const store = await place.open();
    const claim = await running(store);
    await store.answer(claim.job.id, { name: 'early' });
    await store.ask(claim, { name: 1 });
    await store.answer(claim.job.id, { other: 1, __proto__: 2, constructor: 3 });
    assert.deepEqual((await store.get(claim.job.id))?.questions, { name: 1 });
    await store.answer(claim.job.id, { name: 'Ann', other: 1 });
    await store.answer(claim.job.id, { name: 'Bob' });
    assert.deepEqual(await store.takeAnswers(claim), { name: 'Ann' });
  },
  async 'a job that waits or ended is asked nothing'(place) {
    const store = await place.open();
    const { id } = await started(store);
    await store.answer(id, { name: 'Ann' });
    const claim = await claimed(store);
    await store.ask(claim, { name: 1 });
    await store.finish(claim, { state: 'succeeded', result: 1, files: [] });
    assert.equal((await store.get(id))?.questions, undefined);
    await store.answer(id, { name: 'Ann' });
    assert.equal(await store.takeAnswers(claim), undefined);
  },
  async 'a later run does not get what an earlier one asked'(place) {
    const store = await place.open();
    const first = await running(store, { retry: true });
    await store.ask(first, { name: 1, more: 2 });
    await store.answer(first.job.id, { name: 'Ann' });
    await store.release(first);
    const second = await claimed(store);
    assert.equal(second.job.questions, undefined);
    assert.equal(await store.takeAnswers(second), undefined);
    await store.ask(second, { again: 1 });
    await store.answer(first.job.id, { again: 2 });
    assert.equal(await store.takeAnswers(first), undefined);
    assert.deepEqual(await store.takeAnswers(second), { again: 2 });
  },
  async 'a question may be withdrawn'(place) {
    const store = await place.open();
    const claim = await running(store);
    await store.ask(claim, { name: 1, more: 2 });
    await store.answer(claim.job.id, { name: 'Ann' });
    await store.ask(claim, undefined);
    assert.equal((await store.get(claim.job.id))?.questions, undefined);
    assert.equal(await store.takeAnswers(claim), undefined);
  },
});
