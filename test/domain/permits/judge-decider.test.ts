import { describe, expect, it } from 'vitest';
import { judgeDecider } from '../../../src/permits/deciding/judge-decider.ts';

const permit = { applicantId: 'applicant', concernedIds: ['holder', 'member'], terms: {} };
const person = (id: string) => ({ type: 'person', id }) as const;
const nobody: ReadonlySet<string> = new Set();

describe('who decides no permit', () => {
  it.each([
    ['whoever applied', 'applicant', {}],
    ['whom it is for', 'holder', {}],
    ['the responsible person of photography', 'officer', { responsible: 'officer' }],
    ['an attendant of a work', 'officer', { attendants: ['other', 'officer'] }],
  ])('%s', (_, id, terms) => {
    expect(judgeDecider(person(id), { ...permit, terms }, nobody)?.code).toBe('self-approval');
  });

  it.each([{ responsible: 'other' }, { attendants: ['other'] }])(
    'whoever is bound to one whom %j names',
    (terms) => {
      const refusal = judgeDecider(person('officer'), { ...permit, terms }, new Set(['other']));
      expect(refusal?.code).toBe('self-approval');
      expect(judgeDecider(person('officer'), { ...permit, terms }, new Set(['stranger']))).toBeUndefined();
    },
  );

  it('a machine', () => {
    expect(judgeDecider({ type: 'machine', id: 'gateway' }, permit, nobody)?.code).toBe('forbidden');
  });
});
