import { describe, expect, it } from 'vitest';
import { judgeTwo } from '../../../src/retention/rules/judge-two.ts';

const facts = { decidedBy: 'one', second: 'two', mayDecide: true, bound: false };

describe('a decision on what is kept', () => {
  it('takes two persons', () => {
    expect(judgeTwo(facts)).toBeUndefined();
    expect(judgeTwo({ ...facts, second: undefined })?.code).toBe('forbidden');
  });

  it('does not count one person twice, nor two of whom one gave the other a role lately', () => {
    expect(judgeTwo({ ...facts, second: 'one' })?.code).toBe('self-approval');
    expect(judgeTwo({ ...facts, bound: true })?.code).toBe('self-approval');
  });

  it('is refused of whoever may not decide', () => {
    expect(judgeTwo({ ...facts, mayDecide: false })?.code).toBe('forbidden');
  });
});
