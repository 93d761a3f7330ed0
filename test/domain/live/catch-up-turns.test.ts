import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildCatchUpTurns } from '../../../src/live/stream/catch-up-turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const nobodyAtDoors = () => false;

/** Consoles by how far they are behind, in the order they come, all of them behind a turn that is under way. */
async function orderOf(behind: readonly number[]): Promise<readonly number[]> {
  const turns = buildCatchUpTurns(nobodyAtDoors);
  const order: number[] = [];
  const first = turns.take(0, async () => undefined);
  const others = behind.map((one) =>
    turns.take(one, async () => {
      order.push(one);
    }),
  );
  await vi.runAllTimersAsync();
  await Promise.all([first, ...others]);
  return order;
}

describe('turns of consoles that are behind', () => {
  it('go in turn to whoever has waited longest and to whoever is furthest behind', async () => {
    expect(await orderOf([3, 1, 9, 2, 7])).toEqual([3, 9, 1, 7, 2]);
  });

  it('come to everybody, however many come who are further behind', async () => {
    const turns = buildCatchUpTurns(nobodyAtDoors);
    let left = 50;
    async function another(): Promise<void> {
      left -= 1;
      if (left > 0) void turns.take(1_000 + left, another);
    }
    void turns.take(2_000, another);
    void turns.take(2_000, another);
    const isNear = vi.fn(async () => left);
    const near = turns.take(1, isNear);
    await vi.runAllTimersAsync();
    expect(await near).toBeGreaterThan(40);
  });

  it('are had one after the other, also after one that failed', async () => {
    const turns = buildCatchUpTurns(nobodyAtDoors);
    let under = 0;
    const work = async () => {
      under += 1;
      await Promise.resolve();
      under -= 1;
      return under;
    };
    const lost = turns.take(1, () => Promise.reject(new Error('lost')));
    lost.catch(() => undefined);
    const others = [turns.take(1, work), turns.take(1, work), turns.take(1, work)];
    await vi.runAllTimersAsync();
    await expect(lost).rejects.toThrow('lost');
    expect(await Promise.all(others)).toEqual([0, 0, 0]);
  });

  it('are apart by three times what one took while somebody is at a door, and follow at once where nobody is', async () => {
    let isAtDoors = true;
    const turns = buildCatchUpTurns(() => isAtDoors);
    const began: number[] = [];
    const work = async () => {
      began.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const all = [1, 2, 3, 4].map(() => turns.take(1, work));
    await vi.advanceTimersByTimeAsync(55);
    isAtDoors = false;
    await vi.runAllTimersAsync();
    await Promise.all(all);
    const [first = 0, ...later] = began;
    expect(later.map((at) => at - first)).toEqual([40, 80, 90]);
  });
});
