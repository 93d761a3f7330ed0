import { describe, expect, it } from 'vitest';
import { SiteQueue } from '../../../src/access/batch/lanes/site-queue.ts';

const limits = { waiting: 20, patienceMs: 1000, liveBatch: 4, lateBatch: 3 };

function aQueue() {
  const queue = new SiteQueue<string, string>(limits);
  const refused: string[] = [];
  const waiting = (since: number) => (item: string) => ({
    item,
    since,
    answer: (outcome: string | Error) => {
      if (outcome === 'overloaded') refused.push(item);
    },
  });
  return {
    refused,
    push: (live: readonly string[], late: readonly string[] = [], since = 0) =>
      queue.push(live.map(waiting(since)), late.map(waiting(since))),
    take: (now = 0) => {
      const { lane, batch } = queue.take(now);
      return [lane, ...batch.map(({ item }) => item)];
    },
  };
}

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
    const post = (count: number) => Array.from({ length: count }, (_, index) => String(index));
    expect(push(post(15), post(5))).toBe(true);
    expect(push(['one more'])).toBe(false);
    take();
    expect(push(post(4))).toBe(true);
    expect(push(['one more'])).toBe(false);
  });

  it('takes a post larger than itself when nobody else waits', () => {
    const { push } = aQueue();
    expect(push(Array.from({ length: 30 }, (_, index) => String(index)))).toBe(true);
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
