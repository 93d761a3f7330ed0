import type { CardHolder } from '../../people/at-the-door/card-holder.ts';
import { placePart } from '../state/place-part.ts';

/** What is read of whoever reads a card, beside card, holder and permissions: one line a slice. */
export const readerParts = {
  place: placePart,
};

type Parts = typeof readerParts;

/** The facts of all parts. */
export type PartFacts = { readonly [Name in keyof Parts]: ReturnType<Parts[Name]['factOf']> };

/** The columns of all parts. */
export type PartColumns = AllOf<{ [Name in keyof Parts]: Parameters<Parts[Name]['factOf']>[0] }[keyof Parts]>;

/** Everything known of whoever reads a card that there is. */
export type Reader = PartFacts & { readonly holder: CardHolder };

/** All members of a union at once. */
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
