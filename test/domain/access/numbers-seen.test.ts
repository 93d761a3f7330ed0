import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countNumber,
  leapBeyond,
  mostHoles,
} from '../../../src/access/batch/answer/gateways/count-number.ts';
import { NumbersSeen } from '../../../src/access/batch/answer/gateways/numbers-seen.ts';
import type { Hole } from '../../../src/access/batch/batch-facts.ts';

const now = new Date('2026-04-06T00:00:00Z');
const later = new Date('2026-04-06T01:00:00Z');
const nothing = { buffers: [], holes: [], missing: new Map() };
const buffer = { gatewayId: 'g', epoch: 'e' };
const at = { at: '2026-04-05T23:59:00Z', pace: undefined };
const key = (seq: number) => ({ caller: { gatewayId: 'g' }, epoch: 'e', seq });

/** Counts the numbers of one buffer in this order, each once, and tells what is to be written. */
function counted(seqs: readonly number[], isPast = false) {
  const numbers = new NumbersSeen(nothing, now);
  const news = [...new Set(seqs)].map((seq) => numbers.count(key(seq), isPast, at));
  return { ...numbers.changes, news };
}

const told = (holes: readonly Hole[]) =>
  holes
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, to, state }) => [from, to, state] as const);

describe('the numbers of a buffer', () => {
  it('are exactly those that were counted, in whatever order, over however many batches', () => {
    const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(seqs, fc.infiniteStream(fc.boolean()), (order, cut) => {
        let stored = { ...nothing, buffers: [], holes: [] } as ConstructorParameters<typeof NumbersSeen>[0];
        let numbers = new NumbersSeen(stored, now);
        for (const seq of order) {
          numbers.count(key(seq), true, at);
          if (!cut.next().value) continue;
          stored = written(stored, numbers.changes);
          numbers = new NumbersSeen(stored, later);
        }
        stored = written(stored, numbers.changes);
        const [known] = stored.buffers;
        const { first = 0, newest = 0, holes } = known ?? { holes: 0 };
        const all = Array.from({ length: newest - first + 1 }, (_, index) => first + index);
        const isIn = (seq: number) => stored.holes.some(({ from, to }) => from <= seq && seq <= to);
        expect(all.filter((seq) => !isIn(seq))).toEqual(order.toSorted((one, other) => one - other));
        expect(stored.holes).toHaveLength(holes);
        expect(stored.holes.every(({ from, to }) => from <= to)).toBe(true);
      }),
    );
  });

  it('change one hole at most with each number, whatever the gateway counts by', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(steps, (by) => {
        const seqs = by.map((_, index) => by.slice(0, index + 1).reduce((sum, step) => sum + step, 0));
        const { gone, holes } = counted(seqs);
        expect(gone.length + holes.length).toBeLessThanOrEqual(seqs.length);
      }),
    );
  });
});

/** What stands in the tables after these changes. */
function written(
  before: ConstructorParameters<typeof NumbersSeen>[0],
  { buffers, gone, holes }: NumbersSeen['changes'],
): ConstructorParameters<typeof NumbersSeen>[0] {
  const kept = before.holes.filter(({ from }) => ![...gone, ...holes].some((hole) => hole.from === from));
  return {
    buffers: buffers.length === 0 ? before.buffers : buffers,
    holes: [...kept, ...holes],
    missing: new Map(),
  };
}

describe('a number that did not come', () => {
  it.each([
    ['between two others', [1, 4], [[2, 3, 'fresh']]],
    [
      'in two places',
      [1, 3, 6],
      [
        [2, 2, 'fresh'],
        [4, 5, 'fresh'],
      ],
    ],
    ['once it has come', [1, 4, 2, 3], []],
    [
      'when some of it has come',
      [1, 9, 5],
      [
        [2, 4, 'fresh'],
        [6, 8, 'fresh'],
      ],
    ],
    ['before the first that came', [7, 8], []],
  ] as const)('is a hole: %s', (_, seqs, holes) => {
    expect(told(counted(seqs).holes)).toEqual(holes);
  });

  it('is a hole when an older event comes afterwards, below all others', () => {
    expect(told(counted([7, 4], true).holes)).toEqual([[5, 6, 'fresh']]);
  });

  it.each([
    ['wraps', [4_294_967_294, 4_294_967_295, 1, 2, 3], [[4, 4_294_967_293, 'skipped']]],
    ['begins anew', [900, 901, 1, 2], [[3, 899, 'skipped']]],
    ['leaps', [1, 2, 2_000_000], [[3, 1_999_999, 'skipped']]],
    [
      'wraps, and then leaves something out',
      [4_294_967_295, 1, 4],
      [
        [2, 3, 'fresh'],
        [5, 4_294_967_294, 'skipped'],
      ],
    ],
    [
      'leaps, and then leaves something out',
      [1, 2_000_000, 2_000_003],
      [
        [2, 1_999_999, 'skipped'],
        [2_000_001, 2_000_002, 'fresh'],
      ],
    ],
  ] as const)('is none where an index %s', (_, seqs, holes) => {
    const { holes: found, news } = counted(seqs);
    expect(told(found)).toEqual(holes);
    expect(news.filter(({ irregular }) => irregular === 'leap')).toHaveLength(1);
  });

  it('is nothing that can be told beyond so many holes', () => {
    const seqs = Array.from({ length: mostHoles + 3 }, (_, index) => 2 * index + 1);
    const { holes, news } = counted(seqs);
    expect(holes.filter(({ state }) => state === 'fresh')).toHaveLength(mostHoles);
    expect(holes.filter(({ state }) => state === 'skipped')).toHaveLength(2);
    expect(news.filter(({ irregular }) => irregular === 'scattered')).toHaveLength(2);
  });

  it('may be so far from the others and is still missing', () => {
    const numbers = { first: 1, newest: 1, holes: 0 };
    const at = (seq: number) => countNumber(numbers, seq, { now, isPast: false, within: undefined });
    expect(at(leapBeyond + 1).irregular).toBeUndefined();
    expect(at(leapBeyond + 3).irregular).toBe('leap');
  });
});

describe('a hole', () => {
  const hole = { ...buffer, from: 3, to: 4, since: now, state: 'fresh' } as const;
  const known = {
    buffers: [{ ...buffer, first: 1, newest: 9, newestAt: null, pace: undefined, holes: 2 }],
    holes: [hole],
    missing: new Map(),
  };

  it('is missing once its settling time is over, and not before', () => {
    const numbers = new NumbersSeen(known, later);
    expect(numbers.settle('g', new Date(now.getTime() - 1))).toEqual([]);
    expect(numbers.waitingSince('g')).toEqual(now);
    expect(numbers.settle('other', now)).toEqual([]);
    expect(numbers.settle('g', now)).toEqual([hole]);
    expect(numbers.waitingSince('g')).toBeUndefined();
    expect(numbers.changes.holes).toEqual([{ ...hole, state: 'missing' }]);
  });

  it('that was missing is over with the last of its numbers, where nothing else is missing', () => {
    const missing = { ...hole, state: 'missing' } as const;
    const completes = (others: number) => {
      const numbers = new NumbersSeen(
        { ...known, holes: [missing], missing: new Map([['g', 1 + others]]) },
        later,
      );
      return [4, 3].map((seq) => numbers.count(key(seq), true, at).completes);
    };
    expect(completes(0)).toEqual([false, true]);
    expect(completes(1)).toEqual([false, false]);
  });

  it('that somebody has closed tells nothing when it is filled after all', () => {
    const closed = { ...hole, state: 'closed' } as const;
    const numbers = new NumbersSeen({ ...known, holes: [closed] }, later);
    expect([3, 4].map((seq) => numbers.count(key(seq), true, at).completes)).toEqual([false, false]);
    expect(numbers.changes).toMatchObject({ gone: [closed], holes: [], buffers: [{ holes: 1 }] });
  });
});
