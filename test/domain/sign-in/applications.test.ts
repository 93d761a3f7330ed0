import { describe, expect, it } from 'vitest';
import {
  type ApplicationFacts,
  judgeApplicationStep,
} from '../../../src/sign-in/applications/judge-application-step.ts';

const decidedAt = new Date('2026-04-01T00:00:00.000Z');
const days = (count: number) => new Date(decidedAt.getTime() + count * 86_400_000);
const application: ApplicationFacts['application'] = {
  ...{ state: 'requested', personId: 'new', appliedBy: 'chief', appliedWith: 'session-1', decidedAt: null },
};
const facts: ApplicationFacts = {
  ...{ application, step: 'approve', actor: { type: 'person', id: 'officer' }, actsWith: 'session-2' },
  ...{ bound: false, decides: true, now: days(1) },
};
const judged = (over: Partial<ApplicationFacts>) => judgeApplicationStep({ ...facts, ...over })?.code;

describe('AT-305 2.2.1.3(2)(a), I8: an application for a login id', () => {
  it('is approved by another person', () => {
    expect(judged({})).toBeUndefined();
  });

  it.each<readonly [string, Partial<ApplicationFacts>]>([
    ['whoever applied', { actor: { type: 'person', id: 'chief' } }],
    ['whom it is for', { actor: { type: 'person', id: 'new' } }],
    ['the session that applied', { actsWith: 'session-1' }],
    ['whoever is bound to who applied', { bound: true }],
  ])('is not approved by %s', (_, over) => {
    expect(judged(over)).toBe('self-approval');
  });

  it('is approved by no machine, and withdrawn by nobody who neither applied nor decides', () => {
    expect(judged({ actor: { type: 'machine', id: 'importer' } })).toBe('forbidden');
    expect(judged({ step: 'withdraw', decides: false })).toBe('forbidden');
    expect(
      judged({ step: 'withdraw', decides: false, actor: { type: 'person', id: 'chief' } }),
    ).toBeUndefined();
  });

  it('is issued for 30 days from its approval, and before it not at all', () => {
    const approved = { ...application, state: 'approved', decidedAt } as const;
    expect(judged({ step: 'issue' })).toBe('conflict');
    expect(judged({ step: 'issue', application: approved, now: days(29) })).toBeUndefined();
    expect(judged({ step: 'issue', application: approved, now: days(30) })).toBe('conflict');
  });
});
