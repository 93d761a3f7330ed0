import { isEscape } from './is-escape.ts';
import type { SitePlan } from './site-plan.ts';

/** One way between two zones. */
export type Step = { readonly from: string; readonly to: string };

/** Every zone one may walk to over the steps, the starts included. */
export function reachableFrom(starts: Iterable<string>, steps: readonly Step[]): ReadonlySet<string> {
  const onward = new Map<string, string[]>();
  for (const { from, to } of steps) {
    const known = onward.get(from);
    if (known === undefined) onward.set(from, [to]);
    else known.push(to);
  }
  const reached = new Set(starts);
  for (const zone of reached) for (const next of onward.get(zone) ?? []) reached.add(next);
  return reached;
}

/** Class 0: where everybody comes from and everybody escapes to. */
export function outsideZones(plan: SitePlan): readonly string[] {
  return plan.zones.filter((zone) => zone.class === 0).map(({ id }) => id);
}

export function passages(plan: SitePlan): readonly Step[] {
  return plan.doors.flatMap(({ directions }) => directions);
}

/** The steps open in an emergency; a door out of service is no way out. */
export function escapes(plan: SitePlan): readonly Step[] {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]));
  return plan.doors
    .filter(({ outOfService }) => !outOfService)
    .flatMap(({ directions }) => directions)
    .filter((direction) => {
      const [from, to] = [zones.get(direction.from), zones.get(direction.to)];
      return from !== undefined && to !== undefined && isEscape(direction, from, to);
    });
}

/** The zones from which no chain of escapes leads outside. */
export function zonesWithoutWayOut(plan: SitePlan): readonly string[] {
  const backwards = escapes(plan).map(({ from, to }) => ({ from: to, to: from }));
  const safe = reachableFrom(outsideZones(plan), backwards);
  return plan.zones.map(({ id }) => id).filter((id) => !safe.has(id));
}
