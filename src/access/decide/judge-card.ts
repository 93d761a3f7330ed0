import type { CardState } from '../../people/registry/card-lifecycle.ts';
import { confirmationOf } from './confirmation.ts';
import type { CardFacts } from './facts/card-facts.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { ReasonCode } from './reasons.ts';
import type { Rule } from './rule.ts';

/** A damaged card is stopped until it is replaced; a destroyed one has come back for good. */
const stopped = {
  active: undefined,
  suspended: 'card-suspended',
  lost: 'card-lost',
  stolen: 'card-stolen',
  damaged: 'card-suspended',
  returned: 'card-returned',
  destroyed: 'card-returned',
} as const satisfies Record<CardState, ReasonCode | undefined>;

/** 識別カード: a stopped or unknown card never opens, whatever rows 19–21 ask; they are cited where they do. */
export const judgeCard: Rule = (facts, direction) => {
  const { ground } = confirmationOf(facts, direction);
  return cardCodes(facts).map((code) => ({ code, ...ground }));
};

function cardCodes(facts: PassageFacts): readonly ReasonCode[] {
  const codes = new Set<ReasonCode>();
  if (facts.read === 'bad-read') codes.add('bad-read');
  else if (facts.card === undefined) codes.add('unknown-card');
  if (facts.card !== undefined) {
    if (facts.card.twin) codes.add('card-twin');
    else if (facts.person === undefined) codes.add('card-unassigned');
    for (const code of faultsOf(facts.card, facts.at)) codes.add(code);
  }
  return [...codes];
}

function faultsOf(card: CardFacts, at: Date): readonly ReasonCode[] {
  const codes: ReasonCode[] = [];
  const stop = stopped[card.state];
  if (stop !== undefined) codes.push(stop);
  if (at < card.activeFrom) codes.push('card-not-active-yet');
  if (card.expiresAt !== undefined && at >= card.expiresAt) codes.push('card-expired');
  if (!card.formatAllowed) codes.push('card-kind-not-allowed');
  return codes;
}

/** A lost or stolen card may be in any hand: its read tells where the card is, not the person. */
export function isMissing(card: Pick<CardFacts, 'state'> | undefined): boolean {
  return card?.state === 'lost' || card?.state === 'stolen';
}
