import { describe, expect, it } from 'vitest';
import type { PassOfCard } from '../../../src/people/cards/find-pass-of-card.ts';
import { judgePoolCardStep } from '../../../src/people/cards/judge-pool-card-step.ts';
import { suspendedUntilReturned } from '../../../src/people/cards/suspended-until-returned.ts';
import type { CardState, CardStep } from '../../../src/people/registry/card-lifecycle.ts';

const stops = ['suspend', 'report-lost', 'report-stolen', 'damage'] as const;
const cards = {
  active: { state: 'active', stateReason: null },
  'stopped by the desk': { state: 'suspended', stateReason: suspendedUntilReturned },
  'stopped by a guard': { state: 'suspended', stateReason: '調査' },
  lost: { state: 'lost', stateReason: '紛失' },
  stolen: { state: 'stolen', stateReason: '盗難' },
} as const satisfies Record<string, { readonly state: CardState; readonly stateReason: string | null }>;

/** What is done instead, by step, where the pass is, and the card; `-` = the step is taken. */
const told: readonly (readonly [
  Exclude<CardStep, 'assign'>,
  PassOfCard['is'],
  keyof typeof cards,
  string,
])[] = [
  ['resume', 'here', 'stopped by a guard', '-'],
  ['resume', 'lent', 'stopped by a guard', '-'],
  ['resume', 'away', 'stopped by the desk', '（restore）'],
  ['resume', 'away', 'stopped by a guard', '（return）'],
  ['return', 'here', 'stolen', '-'],
  ['return', 'here', 'active', '-'],
  ['return', 'lent', 'active', '（take-back）'],
  ['return', 'lent', 'stolen', '（take-back）'],
  ['return', 'away', 'stopped by the desk', '（restore）'],
  ['return', 'away', 'lost', '（restore）'],
  ['return', 'away', 'stopped by a guard', '-'],
  ['return', 'away', 'stolen', '-'],
  ['destroy', 'here', 'active', '（withdraw）'],
  ['destroy', 'lent', 'active', '（withdraw）'],
  ['destroy', 'away', 'stolen', '（withdraw）'],
];

describe('a step of a card that is a pass of a desk', () => {
  it.each(told)('%s of one that is %s and %s: %s', (step, is, card, act) => {
    const refusal = judgePoolCardStep(step, cards[card], { numeral: 'V-1', is });
    if (act === '-') expect(refusal).toBeUndefined();
    else expect(refusal?.detail).toMatch(new RegExp(`通行証 V-1 です。.*${act}を記録し`));
  });

  it('is never refused where it stops the card, nor where the card is no pass', () => {
    for (const card of Object.values(cards)) {
      for (const is of ['here', 'lent', 'away'] as const) {
        for (const step of stops)
          expect(judgePoolCardStep(step, card, { numeral: 'V-1', is })).toBeUndefined();
      }
      for (const step of [...stops, 'resume', 'return', 'destroy'] as const) {
        expect(judgePoolCardStep(step, card, undefined)).toBeUndefined();
      }
    }
  });
});
