import { mayWait } from '../plan/may-wait.ts';
import type { SitePlan, Zone } from '../plan/site-plan.ts';
import { type Finding, type Lint, place, zonesById } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * A zone where nobody may be alone has to be one that two can enter: somewhere the first of them reads and waits for the
 * second, and there is room for both. Otherwise it lets in nobody, or whoever comes by a key.
 */
export const neverAlone: Lint = (plan) =>
  plan.zones.flatMap((zone, index): readonly Finding[] => {
    if (!zone.neverAlone) return [];
    const refused = (code: Finding['code'], field: string, message: string): Finding => ({
      code,
      severity: 'refused',
      ...place('zones', index, zone.id, field),
      message: `${called(zone)}は一人にしない区域ですが、${message}`,
    });
    const found: Finding[] = [];
    if (!hasPlaceToWait(zone, plan)) {
      const message =
        '入る側に読取装置のある扉がなく、二人がそろうのを待てません。読取装置を加えるか、一人にしない区域とするのをやめてください。';
      found.push(refused('never-alone-no-reader', '/neverAlone', message));
    }
    if (zone.maxOccupancy === 1) {
      const message = '定員が1人のため、だれも入れません。定員を2人以上にしてください。';
      found.push(refused('never-alone-no-room', '/maxOccupancy', message));
    }
    return found;
  });

function hasPlaceToWait(zone: Zone, plan: SitePlan): boolean {
  const zones = zonesById(plan);
  return plan.doors.some(({ id, directions }) =>
    directions.some(({ from, to }) => {
      const before = zones.get(from);
      if (to !== zone.id || before === undefined || !mayWait(before, zone)) return false;
      return plan.readers.some((reader) => reader.door === id && reader.to === to);
    }),
  );
}
