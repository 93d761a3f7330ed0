import type { CardHolder } from '../../people/at-the-door/card-holder.ts';
import { visitPart } from '../../visitors/at-the-door/visit-part.ts';
import { escortPart } from '../state/escort-part.ts';
import { exceptionPart } from '../state/exception-part.ts';
import { itemsPart } from '../state/items-part.ts';
import { placePart } from '../state/place-part.ts';
import { workPart } from '../state/work-part.ts';

/** What is read of whoever reads a card, beside card, holder and permissions: one line a slice. */
export const readerParts = {
  place: placePart,
  visit: visitPart,
  // After the place, which says whether there are wards, and the visit, which says who may escort.
  escorts: escortPart,
  works: workPart,
  exceptions: exceptionPart,
  items: itemsPart,
};

type Parts = typeof readerParts;

/** The facts of all parts. */
export type PartFacts = { readonly [Name in keyof Parts]: ReturnType<Parts[Name]['factOf']> };

/** The columns of all parts: what the functions that read their facts take, all of it at once. */
export type PartColumns = [Parts[keyof Parts]['factOf']] extends [(row: infer All) => unknown] ? All : never;

/** Everything known of whoever reads a card that there is. */
export type Reader = PartFacts & { readonly holder: CardHolder };
