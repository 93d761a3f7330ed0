import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Name, strict } from '../../api/schemas.ts';
import { deliveredThingNames } from '../rule/delivered-things.ts';

/** What an application for handing over says besides where, when and who: a firm is known by its name, as it is at the desk. */
export const DeliveryTerms = Type.Object(
  {
    carrier: Name,
    things: Type.Array(Choice(deliveredThingNames), { minItems: 1, maxItems: 2, uniqueItems: true }),
  },
  { ...strict, title: 'DeliveryTerms' },
);

export type DeliveryTerms = Static<typeof DeliveryTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parseDeliveryTerms(terms: object): DeliveryTerms | undefined {
  return Check(DeliveryTerms, terms) ? terms : undefined;
}
