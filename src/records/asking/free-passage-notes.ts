import type { NamedZones } from '../../zones/plan/find-zones.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** 自由通行 is said as such: through which doors of these zones people go at some hours without being recorded one by one. */
export function freePassageNotes(plan: SitePlan, zones: NamedZones): readonly string[] {
  const schedules = new Map(plan.schedules.map(({ id, name }) => [id, name]));
  return plan.doors.flatMap(({ name, directions, freePassage }) => {
    const touches = directions.some(({ from, to }) => zones.has(from) || zones.has(to));
    if (freePassage === undefined || !touches) return [];
    const { schedule, guardPost } = freePassage;
    const watched = guardPost === undefined ? '' : `（見張り: ${guardPost}）`;
    return [
      `扉「${name}」は「${schedules.get(schedule) ?? schedule}」の間、自由通行です${watched}。その間に読取りなしで通った人は、この記録にありません。`,
    ];
  });
}
