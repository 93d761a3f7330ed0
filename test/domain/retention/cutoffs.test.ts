import { describe, expect, it } from 'vitest';
import { cutoffsOf, daysOf, everyOrganisation } from '../../../src/retention/rules/cutoffs.ts';

const units = [
  { organisationId: 'ministry', parentId: null },
  { organisationId: 'bureau', parentId: 'ministry' },
  { organisationId: 'section', parentId: 'bureau' },
];
const rule = (organisationId: string, days: number) => ({
  recordClass: 'visit' as const,
  organisationId,
  days,
});
const now = new Date('2027-04-06T00:00:00Z');

describe('the days of an organisation', () => {
  it('are its own, else those of the nearest above it, else those for everybody', () => {
    const rules = [rule(everyOrganisation, 364), rule('bureau', 700), rule('section', 10)];
    const days = (id: string) => daysOf(rules, units, 'visit', id);
    expect(['ministry', 'bureau', 'section'].map(days)).toEqual([364, 700, 10]);
    expect(daysOf(rules.slice(0, 2), units, 'visit', 'section')).toBe(700);
  });

  it('are undecided where nobody decided, and then nothing is over', () => {
    expect(daysOf([rule('bureau', 700)], units, 'visit', 'ministry')).toBeUndefined();
    const { visit, act } = cutoffsOf([rule('bureau', 700)], units, now);
    expect([...visit.byOrganisation.keys()]).toEqual(['bureau', 'section']);
    expect(visit.ofAll).toBeUndefined();
    expect(act).toEqual({ byOrganisation: new Map(), ofAll: undefined });
  });

  it('are the longest of all for what is not one organisation’s', () => {
    const { visit } = cutoffsOf([rule(everyOrganisation, 364), rule('bureau', 700)], units, now);
    expect(visit.ofAll).toEqual(new Date(now.getTime() - 700 * 86_400_000));
    expect(visit.byOrganisation.get('ministry')).toEqual(new Date('2026-04-07T00:00:00Z'));
  });
});
