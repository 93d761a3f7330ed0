import type { Principal } from '../../authority/principal.ts';
import { holdsRole, scopesHeld } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { DeliveryRow } from './delivery-rows.ts';

/** Which deliveries of a site somebody sees: all, or those of some zones, of some 課室, and that they took over or carry themselves. */
export type DeliveriesSeen =
  | 'all'
  | {
      readonly zones: readonly string[];
      readonly sections: readonly string[];
      readonly person: string | undefined;
    };

const seeAll = [
  'ciso',
  'general-officer',
  'security-officer',
  'reception',
  'guard',
  'auditor',
] as const satisfies Role[];

/** What a principal sees: the desk and whoever oversees it all; a zone's keepers what is handed over there; a 課室 what is its own; and everybody what went through their hands. */
export function deliveriesSeen(
  viewer: Principal,
  siteId: string,
  ownUnit: string | undefined,
): DeliveriesSeen {
  if (seeAll.some((role) => holdsRole(viewer, role, { siteId }))) return 'all';
  const [officers, clerks, sections] = (['zone-officer', 'zone-clerk', 'section-officer'] as const).map(
    (role) => scopesHeld(viewer, role, siteId),
  );
  if (officers === 'all' || clerks === 'all' || sections === 'all') return 'all';
  const { type, id } = viewer.actor;
  return {
    person: type === 'person' ? id : undefined,
    zones: [...(officers ?? []), ...(clerks ?? [])],
    sections: [...new Set([...(sections ?? []), ...(ownUnit === undefined ? [] : [ownUnit])])],
  };
}

/** Whether somebody sees a delivery: it is handed over in a zone of theirs or by them, or is for or from a 課室 of theirs. */
export function isDeliverySeen(
  {
    zoneId,
    sectionId,
    senderId,
    handledBy,
    courierId,
  }: Pick<DeliveryRow, 'zoneId' | 'sectionId' | 'senderId' | 'handledBy' | 'courierId'>,
  seen: DeliveriesSeen,
): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && [handledBy, courierId].includes(seen.person)) return true;
  return (
    (zoneId !== null && seen.zones.includes(zoneId)) ||
    [sectionId, senderId].some((one) => one !== null && seen.sections.includes(one))
  );
}
