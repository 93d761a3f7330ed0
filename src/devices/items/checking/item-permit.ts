import type { PermitRow } from '../../../permits/registry/permit-rows.ts';
import type { KeptItemTerms } from '../applying/item-terms.ts';

/** A permit in force that names items, as it stands. */
export type ItemPermit = { readonly row: PermitRow; readonly terms: KeptItemTerms };

/** A standing pass is no good any more once its holder has changed post: it is to be returned. */
export function isToReturn(
  { terms }: Pick<ItemPermit, 'terms'>,
  person: string,
  unit: string | undefined,
): boolean {
  const held = terms.holders?.find((holder) => holder.person === person);
  return held !== undefined && held.unit !== (unit ?? null);
}
