import { and, eq, inArray, like, notInArray, notLike, or, type SQL } from 'drizzle-orm';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import { cardFormats } from '../../kernel/card-formats.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { cards } from '../registry/tables.ts';

/** Parts of the key of a card that is looked for, each in any spelling; a part left out fits every card. */
export type CardSought = { readonly [Part in keyof CardKey]?: CardKey[Part] | undefined };

const hexadecimal = Object.keys(cardFormats).filter((name) => cardFormats[name]?.digits === 'hexadecimal');

/** By which format a spelling is written, where nobody says which: one way for all that count alike. */
const families = [
  { format: 'wiegand-', isOf: like(cards.format, 'wiegand-%') },
  { format: 'uid', isOf: inArray(cards.format, hexadecimal) },
  { format: '', isOf: and(notLike(cards.format, 'wiegand-%'), notInArray(cards.format, hexadecimal)) },
] as const;

/**
 * The cards that somebody may mean who reads a number off a card: as its format writes it, and where no format is said, as
 * each would. Undefined = every card.
 */
export function cardNamed({ format, facility, number }: CardSought): SQL | undefined {
  const known = format === undefined ? families : [{ format, isOf: eq(cards.format, format.toLowerCase()) }];
  return or(
    ...known.map((family) => {
      const key = canonicalCardKey({ format: family.format, facility: facility ?? '', number: number ?? '' });
      return and(
        family.isOf,
        number === undefined ? undefined : eq(cards.number, key.number),
        facility === undefined ? undefined : eq(cards.facility, key.facility),
      );
    }),
  );
}
