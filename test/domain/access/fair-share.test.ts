import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairShare } from '../../../src/access/batch/lanes/fair-share.ts';

/** Items are a letter, whose they are, and a number. */
const ownerOf = ([letter = '']: string) => letter;
const of = (owner: string, count: number) => Array.from({ length: count }, (_, index) => `${owner}${index}`);

const anyWaiting = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 })
  .map((owners) => owners.map((owner, index) => `${owner}${index}`));
const anyCount = fc.integer({ min: 1, max: 20 });
const countsOf = (items: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(ownerOf(item), (counts.get(ownerOf(item)) ?? 0) + 1);
  return counts;
};

describe('the share of each gateway', () => {
  it('is what waits, where there is room for all', () => {
    expect(fairShare(of('a', 4), 4, ownerOf)).toEqual({ taken: of('a', 4), left: [] });
  });

  it('is not used up by one that floods: those who came last have theirs', () => {
    const { taken, left } = fairShare([...of('a', 100), 'b0', 'c0'], 6, ownerOf);
    expect(taken).toEqual(['a0', 'a1', 'a2', 'a3', 'b0', 'c0']);
    expect(left).toEqual(of('a', 100).slice(4));
  });

  it('is one at least, for whoever came first', () => {
    expect(fairShare(['a0', 'b0', 'c0', 'a1'], 2, ownerOf).taken).toEqual(['a0', 'b0']);
  });

  it('loses nothing, keeps the order, and is never more than there is room for', () => {
    fc.assert(
      fc.property(anyWaiting, anyCount, (waiting, count) => {
        const { taken, left } = fairShare(waiting, count, ownerOf);
        const inOrder = (items: readonly string[]) => waiting.filter((item) => items.includes(item));
        expect(taken).toEqual(inOrder(taken));
        expect(left).toEqual(inOrder(left));
        expect([...taken, ...left].toSorted()).toEqual(waiting.toSorted());
        expect(taken.length).toBeLessThanOrEqual(count);
        expect(taken.length === 0).toBe(waiting.length === 0);
      }),
    );
  });

  it('is never less than that of another that has something left', () => {
    fc.assert(
      fc.property(anyWaiting, anyCount, (waiting, count) => {
        const { taken, left } = fairShare(waiting, count, ownerOf);
        const [had, has] = [countsOf(taken), countsOf(left)];
        fc.pre(count >= countsOf(waiting).size);
        for (const owner of has.keys()) {
          for (const other of had.values()) expect(had.get(owner) ?? 0).toBeGreaterThanOrEqual(other);
        }
      }),
    );
  });
});
