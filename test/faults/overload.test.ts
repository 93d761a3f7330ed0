import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway, aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { holdHead } from '../support/held-head.ts';
import { startInstance } from '../support/live-instance.ts';
import { postTo } from '../support/post-to.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

const requests = (count: number) =>
  Array.from({ length: count }, () => gateway.event('exit-request', { door: 'street-hall' }));
const recorded = async () =>
  (await entriesOf(test.pool, office.siteId)).filter(({ kind }) => kind === 'exit-request').length;

describe('a site whose batch does not end', () => {
  it('takes 2,000 events and refuses the next post whole, with a time to come back', async () => {
    const head = await holdHead(test, office.siteId);
    const first = gateway.post(...requests(1));
    await head.untilWaiting(first);
    const posts = [requests(1000), requests(990), requests(20)];
    const answering = posts.map((events) => gateway.post(...events));
    const refused = await Promise.race(answering);
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({ 'retry-after': '1' });
    expect(refused.body).toMatchObject({ type: '/problems/overloaded', status: 503 });
    await head.release();
    const answers = await Promise.all(answering);
    const accepted = posts.filter((_, index) => answers[index]?.status === 200).flat();
    expect((await first).status).toBe(200);
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(1);
    expect(await recorded()).toBe(1 + accepted.length);

    const again = await Promise.all(posts.map((events) => gateway.post(...events)));
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await recorded()).toBe(2011);
  });

  it('finishes the batch in hand when the service is stopped, and takes nothing more', async () => {
    const instance = await startInstance(test);
    const address = instance.url.replace('ws', 'http').replace('/api/v1', '');
    const post = (payload: unknown) => postTo(address, office.tokens.get('gateway') ?? '', payload);
    const there = aGateway(post, test.clock.now);
    const head = await holdHead(test, office.siteId);
    const inHand = there.post(there.event('exit-request', { door: 'street-hall' }));
    await head.untilWaiting(inHand);
    const closed = instance.close();
    const tooLate = await there
      .post(there.event('exit-request', { door: 'street-hall' }))
      .catch(() => 'gone');
    expect(tooLate === 'gone' || (typeof tooLate === 'object' && tooLate.status === 503)).toBe(true);
    await head.release();
    const answer = await inHand;
    expect(answer.status).toBe(200);
    await closed;
    const [stored] = answer.body.results;
    const entry = (await entriesOf(test.pool, office.siteId)).at(-1);
    expect(entry).toMatchObject({ kind: 'exit-request', seq: stored.entry });
  });
});
