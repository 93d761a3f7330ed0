import { describe, expect, it } from 'vitest';
import {
  judgeRestrictedStep,
  type RestrictedStepFacts,
} from '../../../src/visitors/restricted/judge-restricted-step.ts';

const now = new Date('2026-04-06T00:00:00Z');
const usual: RestrictedStepFacts = {
  entry: { state: 'proposed', enteredBy: 'guard', validUntil: new Date('2027-01-01T00:00:00Z') },
  step: 'approve',
  actor: { type: 'person', id: 'officer' },
  decides: true,
  bound: false,
  now,
};
const entered = { type: 'person', id: 'guard' } as const;
const inForce = { ...usual.entry, state: 'in-force' } as const;

const cases: readonly (readonly [string, Partial<RestrictedStepFacts>, string | undefined])[] = [
  ['an officer approves what a guard entered', {}, undefined],
  ['nobody approves what they entered', { actor: entered }, 'self-approval'],
  ['nor who gave them a role lately', { bound: true }, 'self-approval'],
  ['nor who may not decide', { decides: false }, 'forbidden'],
  ['nothing is approved that has run out', { now: usual.entry.validUntil }, 'conflict'],
  ['nothing twice', { entry: inForce }, 'conflict'],
  ['whoever entered it takes it back', { step: 'end', actor: entered, decides: false }, undefined],
  ['another guard does not', { step: 'end', decides: false }, 'forbidden'],
  [
    'nor does whoever entered it once it is in force',
    { step: 'end', actor: entered, decides: false, entry: inForce },
    'forbidden',
  ],
  [
    'an officer ends it, also their own',
    { step: 'end', entry: { ...inForce, enteredBy: 'officer' } },
    undefined,
  ],
  ['what is ended stays so', { step: 'end', entry: { ...usual.entry, state: 'ended' } }, 'conflict'],
];

describe('a step on an entry of the list of 立入制限対象者', () => {
  it.each(cases)('%s', (_, over, code) => {
    expect(judgeRestrictedStep({ ...usual, ...over })?.code).toBe(code);
  });
});
