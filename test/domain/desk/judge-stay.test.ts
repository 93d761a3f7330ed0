import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeStay, type Stay, type Stayed, type StayFault } from '../../../src/desk/paper/judge-stay.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 3, 6, 1, minute));
const announced: Stayed = {
  state: 'announced',
  stateReason: null,
  checkedInAt: null,
  checkInOrigin: null,
  backInAt: null,
  metAt: null,
  metBy: null,
  checkedOutAt: null,
  endOrigin: null,
};
const desk = (since: number, over: Partial<Stayed> = {}): Stayed => ({
  ...announced,
  state: 'checked-in',
  checkedInAt: at(since),
  checkInOrigin: 'desk',
  ...over,
});
const left = (until: number | null): Partial<Stayed> => ({
  state: 'checked-out',
  checkedOutAt: until === null ? null : at(until),
  endOrigin: until === null ? 'unknown' : 'desk',
});

type Told =
  | StayFault['code']
  | readonly [state: Stayed['state'], from: number, until: number | null, origins: string];

const cases: readonly (readonly [string, Stayed, from: number, until: number | undefined, Told])[] = [
  ['expected, in and out', announced, 10, 40, ['checked-out', 10, 40, 'paper paper']],
  ['expected, still inside', announced, 10, undefined, ['checked-in', 10, null, 'paper -']],
  ['no-show at the desk', { ...announced, state: 'no-show' }, 10, 40, ['checked-out', 10, 40, 'paper paper']],
  ['refused at the desk', { ...announced, state: 'refused' }, 10, 40, 'desk-refused'],
  ['cancelled', { ...announced, state: 'cancelled' }, 10, 40, 'visit-cancelled'],
  ['taken in by the desk, out on paper', desk(10), 12, 40, ['checked-out', 10, 40, 'desk paper']],
  ['taken in by the desk, on paper too', desk(10), 12, undefined, ['checked-in', 10, null, 'desk -']],
  ['inside, in once more', desk(10), 20, undefined, 'in-twice'],
  ['inside, in and out once more', desk(10), 20, 40, 'in-twice'],
  ['inside, and there before', desk(30), 10, 20, ['checked-in', 10, null, 'paper -']],
  ['inside, in before and not out', desk(30), 10, undefined, 'in-twice'],
  [
    'out for now, back on paper',
    desk(10, { state: 'out-for-now' }),
    30,
    50,
    ['checked-out', 10, 50, 'desk paper'],
  ],
  [
    'out for now, as taken in',
    desk(10, { state: 'out-for-now' }),
    10,
    20,
    ['out-for-now', 10, null, 'desk -'],
  ],
  ['let go, back on paper', desk(10, left(30)), 40, 50, ['checked-out', 10, 50, 'desk paper']],
  ['let go, back and inside', desk(10, left(30)), 40, undefined, ['checked-in', 10, null, 'desk -']],
  ['let go at another time', desk(10, left(30)), 10, 50, 'left-otherwise'],
  ['let go, as on paper', desk(10, left(30)), 10, 33, ['checked-out', 10, 30, 'desk desk']],
  [
    'let go, inside when it was written',
    desk(10, left(30)),
    10,
    undefined,
    ['checked-out', 10, 30, 'desk desk'],
  ],
  ['let go, in between', desk(10, left(30)), 20, 25, 'in-twice'],
  ['gone at a time nobody knew', desk(10, left(null)), 10, 40, ['checked-out', 10, 40, 'desk paper']],
];

const stay = (from: number, until: number | undefined): Stay => ({
  enteredAt: at(from),
  leftAt: until === undefined ? undefined : at(until),
});

describe('a stay on paper', () => {
  it.each(cases)('of somebody %s', (_, known, from, until, told) => {
    const judged = judgeStay(known, stay(from, until));
    if (!judged.ok) return expect(judged.refusal.code).toBe(told);
    const { state, checkedInAt, checkInOrigin, checkedOutAt, endOrigin } = judged.value;
    const minute = (time: Date | null) => time?.getUTCMinutes() ?? null;
    const origins = `${checkInOrigin ?? '-'} ${endOrigin ?? '-'}`;
    expect([state, minute(checkedInAt), minute(checkedOutAt), origins]).toEqual(told);
  });

  it.each([
    ['out for now', desk(10, { state: 'out-for-now' })],
    ['let go', desk(10, left(30))],
  ])('of somebody %s who comes back has them wait to be met anew', (_, known) => {
    const met = { ...known, metAt: at(12), metBy: 'host' };
    const back = judgeStay(met, stay(40, undefined));
    expect(back.ok && back.value).toMatchObject({ backInAt: at(40), metAt: null, metBy: null });
    const left = judgeStay({ ...met, state: 'checked-in' }, stay(10, 50));
    expect(left.ok && left.value).toMatchObject({ backInAt: null, metAt: at(12), metBy: 'host' });
  });

  it('with others that do not overlap begins with the first and ends with the last', () => {
    const anyTimes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(anyTimes, fc.boolean(), (times, stillInside) => {
        const inOrder = times.toSorted((one, other) => one - other);
        const pairs = Array.from({ length: Math.floor(inOrder.length / 2) }, (_, nth) => nth * 2).map((nth) =>
          stay(inOrder[nth] ?? 0, inOrder[nth + 1]),
        );
        const stays = pairs.map((one, nth) =>
          stillInside && nth === pairs.length - 1 ? { ...one, leftAt: undefined } : one,
        );
        const last = stays.at(-1);
        const end = stays.reduce((known: Stayed, one) => {
          const judged = judgeStay(known, one);
          if (!judged.ok) throw new Error(judged.refusal.code);
          return judged.value;
        }, announced);
        expect(end).toMatchObject({
          state: stillInside ? 'checked-in' : 'checked-out',
          checkedInAt: stays[0]?.enteredAt,
          checkInOrigin: 'paper',
          checkedOutAt: last?.leftAt ?? null,
          endOrigin: stillInside ? null : 'paper',
        });
        const inside = new Date((stays[0]?.enteredAt.getTime() ?? 0) + 1);
        const again = judgeStay(end, { enteredAt: inside, leftAt: undefined });
        expect(again.ok ? 'taken' : again.refusal.code).toBe('in-twice');
      }),
    );
  });
});
