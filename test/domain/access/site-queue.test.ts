import { describe, expect, it } from 'vitest';
import { SiteQueue } from '../../../src/access/batch/lanes/site-queue.ts';

const limits = { liveWaiting: 20, liveOfOne: 15, lateWaiting: 20, patienceMs: 1000, liveBatch: 4 };
const lateBatch = 3;

/** A queue whose items begin with the letter of their gateway; what waits late is prepared at once, unless told. */
function aQueue() {
  const queue = new SiteQueue<string, string, 'grounds'>(limits, ([letter = '']) => letter);
  const refused: string[] = [];
  const waiting = (since: number) => (item: string) => ({
    item,
    since,
    answer: (outcome: string | Error) => {
      if (outcome === 'overloaded') refused.push(item);
    },
  });
  const prepare = () => {
    const batch = queue.toPrepare(lateBatch);
    if (batch.length > 0) queue.prepared({ batch, grounds: 'grounds' }, []);
  };
  return {
    queue,
    refused,
    push: (live: readonly string[], late: readonly string[] = [], since = 0) =>
      queue.push(live.map(waiting(since)), late.map(waiting(since))),
    take: (now = 0) => {
      prepare();
      const { lane, batch } = queue.take(now);
      return [lane, ...batch.map(({ item }) => item)];
    },
  };
}

const post = (count: number, gateway = '') =>
  Array.from({ length: count }, (_, index) => `${gateway}${index}`);

describe('the queue of a site', () => {
  it('lets live events go before a backlog, and a backlog after each batch of live ones', () => {
    const { push, take } = aQueue();
    push([], ['a', 'b', 'c', 'd', 'e']);
    push(['1', '2', '3', '4', '5', '6']);
    expect(take()).toEqual(['live', '1', '2', '3', '4']);
    expect(take()).toEqual(['late', 'a', 'b', 'c']);
    push(['7', '8', '9'], ['f', 'g']);
    expect(take()).toEqual(['live', '5', '6', '7', '8']);
    expect(take()).toEqual(['late', 'd', 'e', 'f']);
    expect(take()).toEqual(['live', '9']);
    expect(take()).toEqual(['late', 'g']);
  });

  it('lets a live event go first again after a batch beside which no backlog waited', () => {
    const { push, take } = aQueue();
    push(['1']);
    expect(take()).toEqual(['live', '1']);
    push(['2'], ['a']);
    expect(take()).toEqual(['live', '2']);
    expect(take()).toEqual(['late', 'a']);
  });

  it('never lets a backlog run twice while a live event waits', () => {
    const { push, take } = aQueue();
    push([], ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(take()).toEqual(['late', 'a', 'b', 'c']);
    push(['1']);
    expect(take()).toEqual(['live', '1']);
    expect(take()).toEqual(['late', 'd', 'e', 'f']);
    expect(take()).toEqual(['late', 'g']);
  });

  it('takes a post whole or not at all', () => {
    const { push, take } = aQueue();
    expect(push(post(10, 'a'))).toBe(true);
    expect(push(post(10, 'b'))).toBe(true);
    expect(push(['c one more'])).toBe(false);
    take();
    expect(push(post(4, 'c'))).toBe(true);
    expect(push(['c one more'])).toBe(false);
  });

  it('takes a post larger than itself when nobody else waits', () => {
    const { push } = aQueue();
    expect(push(post(30, 'a'))).toBe(true);
  });

  it('keeps the places of live events from a backlog, and those of a backlog from live events', () => {
    const { push } = aQueue();
    expect(push([], post(20, 'a'))).toBe(true);
    expect(push([], ['a one more'])).toBe(false);
    expect(push(post(12, 'a'))).toBe(true);
    expect(push(post(8, 'b'))).toBe(true);
    expect(push(['b one more'])).toBe(false);
  });

  it('leaves places to the others where one gateway fills its own, and gives them back as they are taken', () => {
    const { push, take } = aQueue();
    expect(push(post(15, 'a'))).toBe(true);
    expect(push(['a one more'])).toBe(false);
    expect(push(post(5, 'b'))).toBe(true);
    take();
    expect(push(post(2, 'a'))).toBe(true);
    expect(push(['a one more'])).toBe(false);
    take(2000);
    expect(push(post(15, 'a'), [], 2000)).toBe(true);
  });

  it('counts a backlog that is being prepared, and prepares one batch of it at a time', () => {
    const { queue, push, take } = aQueue();
    push([], post(20, 'a'));
    const preparing = queue.toPrepare(lateBatch);
    expect(queue.toPrepare(lateBatch)).toEqual([]);
    expect(push([], ['one more'])).toBe(false);
    expect(take()).toEqual(['live']);
    queue.prepared({ batch: preparing.slice(0, 2), grounds: 'grounds' }, preparing.slice(2));
    expect(queue.toPrepare(lateBatch)).toEqual([]);
    expect(take()).toEqual(['late', 'a0', 'a1']);
    expect(take()).toEqual(['late', 'a2', 'a3', 'a4']);
  });

  it('refuses live events nobody waits for any more; a backlog has all the time', () => {
    const { push, take, refused } = aQueue();
    push(['1', '2'], ['a']);
    push(['3'], [], 600);
    expect(take(1001)).toEqual(['live', '3']);
    expect(refused).toEqual(['1', '2']);
    expect(take(99_000)).toEqual(['late', 'a']);
  });
});
