import { describe, expect, it } from 'vitest';
import type { ArrivalState } from '../../../src/visitors/registry/arrival-lifecycle.ts';
import { shownVisitState } from '../../../src/visitors/shown/shown-visit-state.ts';
import { visitConditions } from '../../../src/visitors/shown/visit-conditions.ts';

const now = new Date('2026-04-06T09:00:00Z');
const arrival = (state: ArrivalState, minutes: number) => ({
  state,
  endsAt: new Date(now.getTime() + minutes * 60_000),
});

describe('the state a visit is shown in', () => {
  it.each([
    ['expected', 'planned', [arrival('announced', 1)]],
    ['expired', 'planned', [arrival('announced', 0)]],
    ['expired', 'planned', [arrival('no-show', -60), arrival('refused', -60)]],
    ['here', 'planned', [arrival('checked-in', -60), arrival('announced', 60)]],
    ['here', 'planned', [arrival('out-for-now', 60)]],
    ['expected', 'planned', [arrival('checked-out', -60), arrival('announced', 60)]],
    ['over', 'planned', [arrival('checked-out', -60), arrival('no-show', -60)]],
    ['paused', 'paused', [arrival('announced', 60)]],
    ['cancelled', 'cancelled', [arrival('cancelled', 60)]],
    // Whoever is inside is inside, whatever was decided of the visit since.
    ['here', 'cancelled', [arrival('checked-in', 60)]],
  ] as const)('is %s while it is %s', (shown, state, arrivals) => {
    expect(shownVisitState(state, arrivals, now, false)).toBe(shown);
  });

  it.each([
    ['expected', 'planned', []],
    ['expected', 'planned', [arrival('cancelled', 60)]],
    ['over', 'planned', [arrival('checked-out', -60)]],
    ['expired', 'planned', [arrival('no-show', -60)]],
    ['cancelled', 'cancelled', []],
  ] as const)(
    'is %s while it is %s and the press may still be registered for it',
    (shown, state, arrivals) => {
      expect(shownVisitState(state, arrivals, now, true)).toBe(shown);
    },
  );
});

const destination = { memberIds: [], review: null, reviewedMemberIds: [], reviewedDays: [] };

describe('the conditions of a visit', () => {
  const whole = (over: object) =>
    ({
      visit: { days: ['2026-04-05', '2026-04-06'] },
      members: [{ memberId: 'a' }],
      destinations: [{ ...destination, ...over }],
    }) as never;
  const of = (over: object, arrivals: Parameters<typeof visitConditions>[1] = []) =>
    visitConditions(whole(over), arrivals, { today: '2026-04-06', now, graceMinutes: 60 });
  const review = { by: 'host', way: 'host', at: '', examined: [] };

  it('say that it is reviewed where each who is bound there is, on each day that is left', () => {
    expect(of({})).toEqual(['unreviewed']);
    expect(of({ review, reviewedMemberIds: ['a'], reviewedDays: ['2026-04-06'] })).toEqual(['reviewed']);
    expect(of({ review, reviewedMemberIds: ['a'], reviewedDays: ['2026-04-05'] })).toEqual(['unreviewed']);
    expect(of({ review, reviewedMemberIds: ['b'], reviewedDays: ['2026-04-06'] })).toEqual(['unreviewed']);
    expect(of({ memberIds: ['b'] })).toEqual(['reviewed']);
  });

  it('say that somebody inside is overdue once the grace is over', () => {
    expect(of({}, [arrival('checked-in', -59)])).toEqual(['unreviewed']);
    expect(of({}, [arrival('checked-in', -60)])).toEqual(['unreviewed', 'overdue']);
    expect(of({}, [arrival('checked-out', -120), arrival('announced', -120)])).toEqual(['unreviewed']);
  });
});
