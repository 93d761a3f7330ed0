import { reaches, type SomeZones } from '../../authority/visibility.ts';
import type { SitePlan, Zone } from './site-plan.ts';

/** A room that nothing public-facing shows: hidden, or a server room (別表1 行6 ※1). */
export function isConcealed({ hidden, serverRoom }: Pick<Zone, 'hidden' | 'serverRoom'>): boolean {
  return hidden || serverRoom;
}

/** What somebody learns of: these hidden rooms; `concealed`: what is one now, whatever an older plan says of it. */
export type RoomsKnown = { readonly rooms: SomeZones; readonly concealed: ReadonlySet<string> };

/** Whether somebody who learns of these hidden rooms learns of a zone. */
export function isShown(zone: Zone, { rooms, concealed }: RoomsKnown): boolean {
  return !(isConcealed(zone) || concealed.has(zone.id)) || reaches(rooms, [zone.id]);
}

/** The zones of a plan as it stands that somebody learns of who knows these hidden rooms. */
export function zonesShown(zones: readonly Zone[], rooms: SomeZones): readonly Zone[] {
  return zones.filter((zone) => !isConcealed(zone) || reaches(rooms, [zone.id]));
}

/** The rooms of a plan that nothing public-facing shows. */
export function concealedIn({ zones }: SitePlan): ReadonlySet<string> {
  return new Set(zones.filter(isConcealed).map(({ id }) => id));
}

/** A plan without the rooms that are hidden from somebody, and without whatever names or leads to one of them. */
export function planShownTo(plan: SitePlan, known: RoomsKnown): SitePlan {
  const shown = new Set(plan.zones.filter((zone) => isShown(zone, known)).map(({ id }) => id));
  if (shown.size === plan.zones.length) return plan;
  const doors = plan.doors.filter(({ directions }) =>
    directions.every(({ from, to }) => shown.has(from) && shown.has(to)),
  );
  const doorIds = new Set(doors.map(({ id }) => id));
  return {
    ...plan,
    zones: plan.zones.filter(({ id }) => shown.has(id)),
    boundaries: plan.boundaries.filter(({ zones }) => zones.every((zone) => shown.has(zone))),
    doors,
    readers: plan.readers.filter(({ door }) => doorIds.has(door)),
    signs: plan.signs.filter(({ hangsIn, shows }) => shown.has(hangsIn) && shown.has(shows)),
    ...(plan.desks === undefined
      ? {}
      : { desks: plan.desks.filter(({ zone, outside }) => shown.has(zone) && shown.has(outside)) }),
  };
}
