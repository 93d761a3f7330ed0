import { organisationKeyOf } from '../../kernel/names/organisation-key-of.ts';
import type { Decided } from '../../permits/using/still-counts.ts';
import type { DeliveryTerms } from '../applying/delivery-terms.ts';
import type { DeliveredThing } from '../rule/delivered-things.ts';

/** A permit of a firm that is in force for the zone now. */
export type FirmPermit = Decided & {
  readonly id: string;
  /** None = whoever the firm sends. */
  readonly couriers: readonly string[];
  readonly terms: DeliveryTerms;
};

/** The first permit that covers what a firm hands over, by the one who came, if anybody is named; undefined = none does. */
export function findCovering(
  permits: readonly FirmPermit[],
  handed: { readonly carrier: string; readonly thing: DeliveredThing; readonly courier: string | undefined },
): string | undefined {
  const firm = organisationKeyOf(handed.carrier);
  return permits.find(
    ({ couriers, terms }) =>
      organisationKeyOf(terms.carrier) === firm &&
      terms.things.includes(handed.thing) &&
      (couriers.length === 0 || handed.courier === undefined || couriers.includes(handed.courier)),
  )?.id;
}
