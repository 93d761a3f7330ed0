import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import type { FindPlaces } from '../../permits/using/find-places.ts';
import type { StartGuard } from '../../permits/using/permit-guards.ts';
import { parsePhotographyTerms } from './photography-terms.ts';

/** 撮影は責任者の立会いのもとで: it begins while the person responsible, in office still, is in one of its zones, as the doors know it. */
export function guardPhotography(findPlaces: FindPlaces): StartGuard {
  return async (tx, { siteId, zoneIds, terms }) => {
    const said = parsePhotographyTerms(terms);
    if (said === undefined) return { code: 'conflict', detail: 'この申請の内容を読めません。' };
    const inOffice = await holdActiveStaff(tx, [said.responsible]);
    const zone = (await findPlaces(tx.client, siteId, [...inOffice])).get(said.responsible);
    return zone !== undefined && zoneIds.includes(zone)
      ? undefined
      : { code: 'conflict', detail: '責任者が撮影する区域にいません。責任者が入ってから始めてください。' };
  };
}
