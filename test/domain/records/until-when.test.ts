import { describe, expect, it } from 'vitest';
import { isRecordClass, recordClasses } from '../../../src/log/entry/record-classes.ts';
import { untilWhen } from '../../../src/records/disclosure/until-when.ts';
import type { Cutoffs } from '../../../src/retention/rules/cutoffs.ts';

const now = new Date('2026-04-06T00:00:00Z');
const kept = (days: number | undefined): Cutoffs => ({
  byOrganisation: new Map(),
  ...(days === undefined ? { ofAll: undefined } : { ofAll: new Date(now.getTime() - days * 86_400_000) }),
});
const told = (days: number | undefined) => {
  const classes = Object.keys(recordClasses).filter(isRecordClass);
  const cutoffs = Object.fromEntries(classes.map((one) => [one, kept(days)]));
  return untilWhen(cutoffs as Parameters<typeof untilWhen>[0], now, 'Asia/Tokyo');
};

describe('until when something held is kept', () => {
  it.each([
    ['2026-04-06T14:59:59Z', '遅くとも2026-05-06'],
    // It is the next day in Tokyo.
    ['2026-04-06T15:00:00Z', '遅くとも2026-05-07'],
    ['2026-12-31T20:00:00Z', '遅くとも2027-01-31'],
  ])('of %s is a day of the clock of requests', (at, said) => {
    expect(told(30)('visit', new Date(at))).toBe(said);
  });

  it('is told in words where no day says it', () => {
    expect(told(undefined)('visit', now)).toBe('保存期間が決まっていない');
    expect(told(30)('visit', null)).toBe('登録が終わってから30日');
    expect(told(30)('ids', now)).toBe('期限なし（記録として残す。言葉で書いたものは保存期間まで）');
    expect(told(30)('in-use', now)).toBe('使い終わるまで');
  });
});
