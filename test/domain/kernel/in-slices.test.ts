import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atOnce, inSlices, type Slices } from '../../../src/kernel/in-slices.ts';

describe('work in slices', () => {
  it('comes to the same as at once', async () => {
    expect(await inSlices(counting(1_000))).toBe(1_000);
    expect(atOnce(counting(1_000))).toBe(1_000);
  });

  it('lets others go before it is done', async () => {
    let isOver = false;
    const endless = inSlices(until(() => isOver));
    await nextTurn();
    isOver = true;
    expect(await endless).toBe('done');
  });

  it('fails as its work does', async () => {
    await expect(inSlices(failing())).rejects.toThrow('no more');
  });
});

function* counting(most: number): Slices<number> {
  let count = 0;
  for (; count < most; count += 1) yield;
  return count;
}

function* until(isOver: () => boolean): Slices<string> {
  while (!isOver()) yield;
  return 'done';
}

function* failing(): Slices<string> {
  yield;
  throw new Error('no more');
}
