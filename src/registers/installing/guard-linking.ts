import type { KindGuards } from '../../permits/using/permit-guards.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { parseLinkingTerms } from './installing-terms.ts';
import { rowsOfLink } from './rows-of-link.ts';

/** Zones are linked only while each is of the class by which the other was asked. */
export const guardLinking: KindGuards = {
  start: async (tx, { siteId, zoneIds, asked, terms }) => {
    const medium = parseLinkingTerms(terms)?.medium;
    const rows = medium && rowsOfLink(medium, zoneIds, await findZones(tx.db, siteId, zoneIds));
    const isSame = rows?.every(({ row }, index) => row === asked[index]?.row);
    return isSame === true ? undefined : classChanged;
  },
};

const classChanged = {
  code: 'conflict',
  detail: '許可の後に区域のクラスが変わり、ほかの行によることになりました。申請し直してください。',
} as const;
