import type { Effect } from '../../log/effects.ts';
import { nextTimeOfDay } from '../../zones/hours/local-time.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { SiteState } from './site-state.ts';

/** When the places of a site become unknown next, by its own clock; undefined where the plan asks for no daily reset. */
export function nextPresenceReset(
  { presenceResetAt, timeZone }: SitePlan['site'],
  now: Date,
): Date | undefined {
  return presenceResetAt === undefined ? undefined : nextTimeOfDay(presenceResetAt, timeZone, now);
}

/** Nobody knows any more where anybody is: a forgotten exit does not trap its person for ever. */
export function forgetPlaces(state: SiteState): readonly Effect[] {
  return [...state.presence].flatMap(([person, { zone, pending }]): readonly Effect[] =>
    zone === null && pending === undefined
      ? []
      : [{ type: 'presence', person, zone: null, certainty: 'assumed' }],
  );
}
