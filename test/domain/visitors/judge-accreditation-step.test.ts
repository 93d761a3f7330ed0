import { describe, expect, it } from 'vitest';
import {
  type AccreditationStepFacts,
  judgeAccreditationStep,
} from '../../../src/visitors/accreditation/judge-accreditation-step.ts';

const usual: AccreditationStepFacts = {
  entry: { state: 'proposed', enteredBy: 'desk', validUntil: new Date('2027-04-01T00:00:00Z') },
  step: 'approve',
  actor: { type: 'person', id: 'head' },
  decides: true,
  bound: false,
  now: new Date('2026-04-06T00:00:00Z'),
};
const entered = { type: 'person', id: 'desk' } as const;
const accredited = { ...usual.entry, state: 'accredited' } as const;

const cases: readonly (readonly [string, Partial<AccreditationStepFacts>, string | undefined])[] = [
  ['a head approves what the desk entered', {}, undefined],
  ['nobody approves what they entered', { actor: entered }, 'self-approval'],
  ['nor who gave them a role lately', { bound: true }, 'self-approval'],
  ['nor who may not decide', { decides: false }, 'forbidden'],
  ['nothing is approved that has run out', { now: usual.entry.validUntil }, 'conflict'],
  ['nothing twice', { entry: accredited }, 'conflict'],
  ['whoever entered it takes it back', { step: 'end', actor: entered, decides: false }, undefined],
  [
    'and no more once it is approved',
    { step: 'end', actor: entered, decides: false, entry: accredited },
    'forbidden',
  ],
  ['a head ends it, by one hand', { step: 'end', entry: accredited, bound: true }, undefined],
  ['what has ended stays so', { step: 'end', entry: { ...usual.entry, state: 'ended' } }, 'conflict'],
];

describe('a step on an accreditation', () => {
  it.each(cases)('%s', (_, over, code) => {
    expect(judgeAccreditationStep({ ...usual, ...over })?.code).toBe(code);
  });
});
