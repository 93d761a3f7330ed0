import { describe, expect, it } from 'vitest';
import { judgeRetentionDecision } from '../../../src/retention/judge-retention-decision.ts';

const facts = {
  before: 364,
  days: 700,
  decidedBy: 'one',
  second: undefined,
  mayDecide: true,
  bound: false,
};

describe('a decision on days', () => {
  it('takes one person where records are kept as long or longer', () => {
    expect(judgeRetentionDecision(facts)).toBeUndefined();
    expect(judgeRetentionDecision({ ...facts, days: 364 })).toBeUndefined();
  });

  it.each([
    ['shortens', 364],
    ['is the first: until now the records were kept for ever', undefined],
  ])('takes two where it %s', (_, before) => {
    const shorter = { ...facts, before, days: 363 };
    expect(judgeRetentionDecision(shorter)?.code).toBe('forbidden');
    expect(judgeRetentionDecision({ ...shorter, second: 'two' })).toBeUndefined();
  });

  it('does not count one person twice, nor two of whom one gave the other a role lately', () => {
    const shorter = { ...facts, days: 1 };
    expect(judgeRetentionDecision({ ...shorter, second: 'one' })?.code).toBe('self-approval');
    expect(judgeRetentionDecision({ ...shorter, second: 'two', bound: true })?.code).toBe('self-approval');
  });

  it('is refused of whoever may not decide, also where it lengthens', () => {
    expect(judgeRetentionDecision({ ...facts, mayDecide: false })?.code).toBe('forbidden');
  });
});
