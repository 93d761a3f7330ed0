import { Type } from 'typebox';
import { PageQuery, strict, Uuid, Words } from '../../api/schemas.ts';
import { cardKeyPattern } from '../../kernel/card-key.ts';
import type { CardState } from './card-lifecycle.ts';
import { cardLifecycle } from './card-lifecycle.ts';
import { personKinds } from './person-lifecycle.ts';

/** Shapes that the routes of people share. */

export const Nullable = Type.Union([Type.String(), Type.Null()]);
export const NullableUuid = Type.Union([Uuid, Type.Null()]);
/** A person's name as typed; what is wrong with it is said by `judgePersonDraft`. */
export const PersonName = Type.String({ minLength: 1, maxLength: 200 });
export const NullableName = Type.Union([PersonName, Type.Null()]);

export const PersonKindBody = Type.Union(personKinds.map((kind) => Type.Literal(kind)));

export const Reason = Type.Object({ reason: Words }, strict);

/** Lists are in the order of registration; `after` is the last id read. */
export const ListQuery = { ...PageQuery, after: Type.Optional(Uuid) };

/** How a reader names a card. */
export const CardKeyBody = {
  format: Type.String({ pattern: cardKeyPattern.format }),
  facility: Type.String({ pattern: cardKeyPattern.facility, default: '' }),
  number: Type.String({ pattern: cardKeyPattern.number, description: 'Leading zeros count' }),
};

const cardStates = Object.keys(cardLifecycle).map((state) => Type.Literal(state));
export const CardStateBody = Type.Union([...cardStates, Type.Literal('expired')]);

/** A card's state as people see it: what has run out is expired, whatever else holds of it. */
export function shownCardState(
  card: { readonly state: CardState; readonly expiresAt: Date | null },
  now: Date,
): CardState | 'expired' {
  const over = card.expiresAt !== null && card.expiresAt <= now;
  return over && (card.state === 'active' || card.state === 'suspended') ? 'expired' : card.state;
}

/** The last two digits, for who needs to tell cards apart but not to know them. */
export function maskedNumber(number: string): string {
  return number.slice(-2).padStart(number.length, '•');
}
