import { describe, expect, it } from 'vitest';
import { judgeSecond, type SecondFacts } from '../../src/dual-control/judge-second.ts';

const now = new Date('2026-04-06T00:00:00.000Z');
const facts: SecondFacts = {
  proposal: {
    ...{ state: 'open', proposedBy: 'first', proposedWith: 'session-1' },
    expiresAt: new Date(now.getTime() + 1),
  },
  second: { type: 'person', id: 'second' },
  ...{ secondWith: 'session-2', now, bound: false, proposerMay: true },
};

describe('AT-304 2.2.1.3(1)(b)(ウ) the second person', () => {
  it('is another person by another session', () => {
    expect(judgeSecond(facts)).toBeUndefined();
  });

  it.each([
    ['the same person by another session', { second: { type: 'person', id: 'first' } }],
    ['another person by the same session', { secondWith: 'session-1' }],
    ['whoever is bound to the first', { bound: true }],
  ] as const)('is not %s', (_, over) => {
    expect(judgeSecond({ ...facts, ...over })?.code).toBe('self-approval');
  });

  it('comes before the quarter of an hour is over', () => {
    expect(judgeSecond({ ...facts, now: facts.proposal.expiresAt })?.code).toBe('conflict');
  });

  it('confirms what was proposed before that was kept', () => {
    const proposal = { ...facts.proposal, proposedWith: null };
    expect(judgeSecond({ ...facts, proposal })).toBeUndefined();
  });
});
