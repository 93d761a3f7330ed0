import type { Effect } from '../../log/entry/effects.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { isEscortAsked } from '../batch/answer/escorts/is-escort-asked.ts';
import { zoneOf } from '../batch/answer/escorts/zone-of.ts';
import type { ZonesAsking } from '../rules/duties-of-plan.ts';
import { applyEffects } from '../state/apply-effects.ts';
import { isInForce, type SiteState } from '../state/site-state.ts';
import type { Alone } from './load-alone.ts';

/**
 * What it does where effects say of outsiders whom nobody escorts where they are. Where they would need an escort, whoever answers
 * for them has them and is apart, so that `settleParted` looks at once who is there; where nobody does, the guard is told.
 */
export function custodyOfAlone(
  before: SiteState,
  effects: readonly Effect[],
  alone: readonly Alone[],
  rules: ZonesAsking & Pick<SitePlan, 'desks'>,
  now: Date,
): readonly Effect[] {
  const after = applyEffects(before, effects, { seq: before.seq + 1, at: now });
  return alone.flatMap(({ ward, basis, escort, exceptedIn, told }): readonly Effect[] => {
    const zone = zoneOf(after.presence.get(ward), now);
    if (zone === undefined || after.custody.has(ward)) return [];
    const alarm = { type: 'alarm', kind: 'visitor-abandoned', person: ward } as const;
    const asked = isInside(rules, zone) && isEscortAsked(rules, zone, now, basis);
    if (!asked || exceptedIn.includes(zone)) return told ? [{ ...alarm, active: false }] : [];
    if (told || isInForce(after, 'emergency', zone)) return [];
    if (escort === null) return [{ ...alarm, active: true }];
    return [
      { type: 'custody', ward, escort, mode: 'read', basis },
      { type: 'custody-broken', ward, until: now.toISOString() },
    ];
  });
}

/** At a desk, and in the zones before class 2, visitors wait for whoever comes for them. A zone without a class waives nothing. */
function isInside({ zones, desks = [] }: Parameters<typeof custodyOfAlone>[3], zone: string): boolean {
  const found = zones.get(zone);
  if (found === undefined || desks.some((desk) => desk.zone === zone)) return false;
  return found.class === null || found.class >= 2;
}
