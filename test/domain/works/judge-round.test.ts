import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRound } from '../../../src/works/occurrences/judge-round.ts';
import { judgePoints } from '../../../src/works/plan/judge-points.ts';

const begunAt = new Date('2026-04-06T13:00:00.000Z');
const minute = (minutes: number) => new Date(begunAt.getTime() + minutes * 60_000);
const at = (zone: string, minutes: number) => ({ zone, at: minute(minutes) });
const point = (zone: string, from?: number, until?: number) =>
  from === undefined || until === undefined ? { zone } : { zone, minutes: { from, until } };

type Case = readonly [
  why: string,
  points: readonly ReturnType<typeof point>[],
  visits: readonly ReturnType<typeof at>[],
  told: readonly string[],
];

const abc = [point('a'), point('b'), point('c')];

/** What is told of a round: the points by number, what they are and at which minute. */
const rounds: readonly Case[] = [
  ['as planned', abc, [at('a', 1), at('b', 2), at('c', 3)], []],
  ['by other zones between', abc, [at('a', 1), at('x', 2), at('b', 2), at('a', 3), at('c', 4)], []],
  ['nobody walked', abc, [], ['1 missed', '2 missed', '3 missed']],
  ['one missed', abc, [at('a', 1), at('c', 3)], ['2 missed']],
  ['one passed before its turn', abc, [at('c', 1), at('a', 2), at('b', 3)], ['3 out-of-order 1']],
  ['one passed after its turn', abc, [at('b', 1), at('c', 2), at('a', 3)], ['1 out-of-order 3']],
  ['one zone twice', [point('a'), point('b'), point('a')], [at('a', 1), at('b', 2), at('a', 3)], []],
  [
    'one zone once instead',
    [point('a'), point('b'), point('a')],
    [at('a', 1), at('b', 2)],
    ['3 out-of-order 1'],
  ],
  ['in its minutes', [point('a', 10, 20)], [at('a', 0), at('a', 10), at('a', 40)], []],
  ['at their end', [point('a', 10, 20)], [at('a', 20)], ['1 late 20']],
  ['before them', [point('a', 10, 20)], [at('a', 1), at('a', 9)], ['1 early 9']],
  ['before and after them', [point('a', 10, 20)], [at('a', 1), at('a', 30)], ['1 late 30']],
  [
    'late, and the rest as planned',
    [point('a', 0, 5), ...abc.slice(1)],
    [at('b', 6), at('a', 7), at('c', 8)],
    ['1 late 7'],
  ],
];

const toldOf = (points: Case[1], visits: Case[2]) =>
  judgeRound(points, visits, begunAt).map((line) => {
    const when = line.at === null ? '' : ` ${(Date.parse(line.at) - begunAt.getTime()) / 60_000}`;
    return `${line.point} ${line.is}${when}`;
  });

describe('a round', () => {
  it.each(rounds)('%s', (_why, points, visits, told) => {
    expect(toldOf(points, visits)).toEqual(told);
  });

  const anyZone = fc.constantFrom('a', 'b', 'c');
  const anyPoints = fc.array(
    anyZone.map((zone) => point(zone)),
    { maxLength: 6 },
  );
  const anyVisits = fc
    .array(anyZone, { maxLength: 8 })
    .map((zones) => zones.map((zone, index) => at(zone, index)));

  it('is as planned exactly where its points are among the visits, in their order', () => {
    fc.assert(
      fc.property(anyPoints, anyVisits, (points, visits) => {
        let next = 0;
        for (const { zone } of visits) if (points[next]?.zone === zone) next += 1;
        expect(toldOf(points, visits).length === 0).toBe(next === points.length);
      }),
    );
  });

  it('tells as few points as the order leaves, and misses none that somebody was at', () => {
    fc.assert(
      fc.property(anyPoints, anyVisits, (points, visits) => {
        const told = judgeRound(points, visits, begunAt);
        expect(points.length - told.length).toBe(longestCommon(points, visits));
        for (const { zone, is } of told) {
          expect(is).toBe(visits.some((visit) => visit.zone === zone) ? 'out-of-order' : 'missed');
        }
      }),
    );
  });
});

/** By trying: each point passed or left out. */
function longestCommon(points: Case[1], visits: Case[2]): number {
  const [first, ...rest] = points;
  if (first === undefined) return 0;
  const found = visits.findIndex(({ zone }) => zone === first.zone);
  const without = longestCommon(rest, visits);
  return found < 0 ? without : Math.max(without, 1 + longestCommon(rest, visits.slice(found + 1)));
}

describe('the points of a plan', () => {
  it.each([
    [{ form: 'patrol', points: [point('a', 0, 5)] }, []],
    [{ form: 'patrol', points: [point('x')] }, ['/terms/points/0/zone']],
    [{ form: 'patrol', points: [point('a', 5, 5)] }, ['/terms/points/0/minutes']],
    [{ form: 'recurring', points: [point('a')] }, ['/terms/points']],
  ] as const)('%j', (terms, wrong) => {
    const points = [...terms.points];
    expect(judgePoints({ ...terms, points }, ['a', 'b']).map((error) => error.at)).toEqual(wrong);
  });
});
