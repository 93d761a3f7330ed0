import { type CardState, cardLifecycle } from '../registry/card-lifecycle.ts';

/** Every word that a card's state is shown with. */
export const shownCardStates = [...Object.keys(cardLifecycle), 'expired'];

/** A card's state as people see it: what has run out is expired, whatever else holds of it. */
export function shownCardState(
  card: { readonly state: CardState; readonly expiresAt: Date | null },
  now: Date,
): CardState | 'expired' {
  const over = card.expiresAt !== null && card.expiresAt <= now;
  return over && (card.state === 'active' || card.state === 'suspended') ? 'expired' : card.state;
}
