import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway, aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { aPlan, aReader } from '../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { holdHead } from '../support/held-head.ts';
import { startInstance } from '../support/live-instance.ts';
import { postTo } from '../support/post-to.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let others: readonly [TestGateway, TestGateway];

/** Two more gateways at the entrance. */
const more = ['gateway-2', 'gateway-3'] as const;

beforeAll(async () => {
  test = await startTestApp();
  const plan = aPlan();
  office = await anOffice(test.deps, {
    plan: {
      ...plan,
      gateways: [...plan.gateways, ...more.map((id) => ({ id, name: id }))],
      readers: [
        ...plan.readers,
        ...more.map((id) => ({ ...aReader('street-hall', 'hall'), id: `hall-${id}`, gateway: id })),
      ],
    },
  });
  const of = (id: string) => aGatewayOf(test, office.tokens.get(id));
  gateway = of('gateway');
  others = [of('gateway-2'), of('gateway-3')];
});
afterAll(() => test.close());

const requests = (count: number, from = gateway) =>
  Array.from({ length: count }, () => from.event('exit-request', { door: 'street-hall' }));
const recorded = async () =>
  (await entriesOf(test.pool, office.siteId)).filter(({ kind }) => kind === 'exit-request').length;

/** A batch of one event, which waits for the head until it is released. */
async function whileHeld(): Promise<{
  readonly first: Promise<TestAnswer>;
  readonly release: () => Promise<void>;
}> {
  const head = await holdHead(test, office.siteId);
  const first = gateway.post(...requests(1));
  await head.untilWaiting(first);
  return { first, release: head.release };
}

describe('a site whose batch does not end', () => {
  it('takes 2,000 events and refuses the next post whole, with a time to come back', async () => {
    const before = await recorded();
    const { first, release } = await whileHeld();
    const froms = [gateway, ...others];
    const posts = [1000, 990, 20].map((count, index) => requests(count, froms[index]));
    const answering = posts.map((events, index) => froms[index]?.post(...events));
    const refused = await Promise.race(answering);
    expect(refused?.status).toBe(503);
    expect(refused?.headers).toMatchObject({ 'retry-after': '1' });
    expect(refused?.body).toMatchObject({ type: '/problems/overloaded', status: 503 });
    await release();
    const answers = await Promise.all(answering);
    const accepted = posts.filter((_, index) => answers[index]?.status === 200).flat();
    expect((await first).status).toBe(200);
    expect(answers.filter((answer) => answer?.status === 503)).toHaveLength(1);
    expect(await recorded()).toBe(before + 1 + accepted.length);

    const again = await Promise.all(posts.map((events, index) => froms[index]?.post(...events)));
    expect(again.map((answer) => answer?.status)).toEqual([200, 200, 200]);
    expect(await recorded()).toBe(before + 2011);
  });

  it('takes no more than 1,000 events of one gateway, and those of the others', async () => {
    const { first, release } = await whileHeld();
    const flood = [requests(990), requests(20)].map((events) => gateway.post(...events));
    expect((await Promise.race(flood)).status).toBe(503);
    const [other] = others;
    const beside = other.post(...requests(500, other));
    await release();
    expect((await Promise.all([first, beside])).map(({ status }) => status)).toEqual([200, 200]);
    expect((await Promise.all(flood)).map(({ status }) => status).toSorted()).toEqual([200, 503]);
  });

  it('takes a card read beside uploads that fill their places, and refuses the next upload', async () => {
    const { first, release } = await whileHeld();
    const at = new Date(test.clock.now().getTime() - 60_000).toISOString();
    const upload = (count: number) =>
      Array.from({ length: count }, () =>
        gateway.read('10000', 'street-hall-to-hall', { at, decided: { verdict: 'grant' } }),
      );
    const uploads = [upload(1000), upload(1000), upload(50)].map((events) => gateway.post(...events));
    expect((await Promise.race(uploads)).status).toBe(503);
    const [other] = others;
    const read = other.post(other.read('10001', 'hall-gateway-2'));
    await release();
    expect((await read).body.results[0]).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect((await first).status).toBe(200);
    const statuses = (await Promise.all(uploads)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 503]);
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
    const entries = await entriesOf(test.pool, office.siteId);
    expect(entries.find(({ seq }) => seq === stored.entry)).toMatchObject({ kind: 'exit-request' });
    expect(entries.filter(({ seq, kind }) => seq > stored.entry && kind === 'exit-request')).toEqual([]);
  });
});
