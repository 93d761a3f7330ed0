import type { Reason } from './decision.ts';
import { failing, type Rule } from './rule.ts';

/**
 * What the door and the zone behind it demand of everybody: lockdown refuses entering and moving, 受渡業者 end at
 * the handover zone (別表2 行17), a contractor's work needs 担当の行政事務従事者 (別表1 行49), that of staff another one (行47).
 */
export const judgeZone: Rule = (facts, direction) => {
  const { to, person } = facts;
  const reasons: Reason[] = facts.door.outOfService ? [{ code: 'door-out-of-service' }] : [];
  if (direction === 'leaving') return reasons;
  if (facts.site.lockdown) reasons.push({ code: 'lockdown' });
  if (person?.kind === 'courier' && !to.handover) {
    reasons.push(...failing('beyond-handover-zone', 't2r17', to.duties.t2r17));
  }
  if (person?.workUnattended) {
    const row = person.kind === 'staff' ? 't1r47' : 't1r49';
    reasons.push(...failing('work-not-attended', row, to.duties[row]));
  }
  return reasons;
};
