import { mayWait } from '../plan/may-wait.ts';
import { readDirections } from '../plan/read-directions.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { each, type Finding, type Lint, place, zonesById } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * A zone where nobody may be alone has to be one that two can enter: somewhere the first of them reads and waits for the
 * second, and there is room for both. Otherwise it lets in nobody, or whoever comes by a key.
 */
export const neverAlone: Lint = (plan) => {
  const awaited = zonesWaitedFor(plan);
  return each(plan.zones, (zone, index) => {
    if (!zone.neverAlone) return [];
    const refused = (code: Finding['code'], field: string, message: string): Finding => ({
      code,
      severity: 'refused',
      ...place('zones', index, zone.id, field),
      message: `${called(zone)}は一人にしない区域ですが、${message}`,
    });
    const found: Finding[] = [];
    if (!awaited.has(zone.id)) {
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
};

/** The zones before which somebody may read and wait. */
function zonesWaitedFor(plan: SitePlan): ReadonlySet<string> {
  const zones = zonesById(plan);
  const isRead = readDirections(plan);
  const awaited = new Set<string>();
  for (const { id, directions } of plan.doors) {
    for (const { from, to } of directions) {
      const [before, behind] = [zones.get(from), zones.get(to)];
      if (before === undefined || behind === undefined || !mayWait(before, behind)) continue;
      if (isRead(id, to)) awaited.add(to);
    }
  }
  return awaited;
}
