import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atOnce, inSlices, mapping, type Slices } from '../../../src/kernel/in-slices.ts';

describe('work in slices', () => {
  it('comes to the same as at once', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    const named = () => mapping(items, (item, index) => `${item}/${index}`);
    expect(await inSlices(named())).toEqual(items.map((item) => `${item}/${item}`));
    expect(atOnce(named())).toEqual(await inSlices(named()));
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

function* until(isOver: () => boolean): Slices<string> {
  while (!isOver()) yield;
  return 'done';
}

function* failing(): Slices<string> {
  yield;
  throw new Error('no more');
}
