import type { GatewayCondition } from '../../../log/entry/effects.ts';
import { formatEntryPart } from '../../../log/entry/entry-part.ts';
import {
  conditionKey,
  emptySite,
  type GatewayTrouble,
  type SiteState,
  type StandingAlarm,
  troubleKey,
} from '../../state/site-state.ts';
import type { Places } from './load-places.ts';
import type { SiteRow } from './load-site.ts';
import type { Waits } from './load-waits.ts';

const siteConditions = ['emergency', 'lockdown'] as const;

/** The state of a site as far as these rows tell it. */
export function stateOf(
  { conditions, doors, groups }: SiteRow,
  presence: Places,
  waits: Waits,
  alarms: readonly StandingAlarm[],
): SiteState {
  const gateways = new Map<string, GatewayTrouble>();
  const ofSite = new Map(emptySite.conditions);
  for (const { condition, place, door, since, seq } of conditions) {
    const named = siteConditions.find((one) => one === condition);
    if (named === undefined) {
      const at = door === '' ? undefined : door;
      const trouble = { gateway: place, condition: condition as GatewayCondition, door: at };
      gateways.set(troubleKey(trouble), trouble);
    } else {
      const zone = place === '' ? null : place;
      ofSite.set(conditionKey(named, zone), { condition: named, zone, since, seq });
    }
  }
  return {
    ...emptySite,
    presence,
    waits,
    doors: new Map(doors.map(({ doorId, ...door }) => [doorId, door])),
    gateways,
    conditions: ofSite,
    groups,
    alarms: new Map(alarms.map((alarm) => [formatEntryPart(alarm), alarm])),
  };
}
