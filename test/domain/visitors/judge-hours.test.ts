import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeHours } from '../../../src/visitors/planning/judge-hours.ts';
import { hoursOfVisit } from '../../../src/visitors/planning/place-visit.ts';
import { usualVisitorSettings } from '../../../src/zones/plan/visitor-settings.ts';
import { aPlan } from '../../support/a-plan.ts';

function facts(presenceResetAt?: string) {
  const plan = aPlan();
  const site = { ...plan.site, ...(presenceResetAt === undefined ? {} : { presenceResetAt }) };
  return { plan: { ...plan, site }, settings: usualVisitorSettings };
}

const wordsOf = (
  startsAt: string | undefined,
  endsAt: string | undefined,
  isHosts: boolean,
  reset?: string,
) => judgeHours({ startsAt, endsAt }, facts(reset), isHosts).map(({ message }) => message);

describe('the hours of a visit', () => {
  it.each([
    ['within the day', '14:00', '16:00'],
    ['until midnight', '14:00', '00:00'],
    ['of the whole day', undefined, '00:00'],
    ['until visitors have to be out', '14:00', undefined],
  ])('may be %s, whoever plans', (_, startsAt, endsAt) => {
    expect(wordsOf(startsAt, endsAt, false)).toEqual([]);
  });

  it.each([
    ['as it begins', '10:00', '10:00'],
    ['before it begins, in the afternoon', '16:00', '14:00'],
    ['an hour before it begins', '14:00', '13:00'],
    ['in the same night before it begins', '02:00', '01:00'],
  ])('never end %s, also by the word of a host', (_, startsAt, endsAt) => {
    expect(wordsOf(startsAt, endsAt, true)).toEqual([expect.stringContaining('始まりより後')]);
  });

  it('go past midnight by the word of a host alone, and until the morning', () => {
    expect(wordsOf('22:00', '01:00', true)).toEqual([]);
    expect(wordsOf('22:00', '05:00', true)).toEqual([]);
    expect(wordsOf('22:00', '05:01', true)).toEqual([expect.stringContaining('翌朝 05:00 まで')]);
    expect(wordsOf('22:00', '01:00', false)).toEqual([expect.stringContaining('訪問相手')]);
  });

  it('end in the morning when the day of the site begins anew, where it says when', () => {
    expect(wordsOf('22:00', '03:00', true, '03:00')).toEqual([]);
    expect(wordsOf('22:00', '03:01', true, '03:00')).toEqual([expect.stringContaining('翌朝 03:00 まで')]);
  });

  it('have an end that is said, where they begin when visitors have to be out', () => {
    expect(wordsOf('22:00', undefined, true)).toEqual([expect.stringContaining('22:00 まで')]);
  });

  it('are never those of a day and a night, and past midnight never without the host', () => {
    const time = fc
      .record({ hour: fc.nat(23), minute: fc.nat(59) })
      .map(({ hour, minute }) => [hour, minute].map((one) => String(one).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(time, time, fc.boolean(), (startsAt, endsAt, isHosts) => {
        fc.pre(judgeHours({ startsAt, endsAt }, facts(), isHosts).length === 0);
        const day = hoursOfVisit({ startsAt, endsAt, timeZone: 'Asia/Tokyo' }, '2026-04-06');
        const latest = isHosts ? '2026-04-07T05:00:00+09:00' : '2026-04-07T00:00:00+09:00';
        expect(day.endsAt.getTime()).toBeGreaterThan(day.startsAt.getTime());
        expect(day.endsAt.getTime()).toBeLessThanOrEqual(new Date(latest).getTime());
      }),
    );
  });
});
