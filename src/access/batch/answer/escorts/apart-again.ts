import { isInForce, type SiteState } from '../../../state/site-state.ts';
import { areApart } from './are-apart.ts';
import type { Mended } from './mended-on.ts';
import { zoneOf } from './zone-of.ts';

/** That a ward is apart from whoever has them; `since` undefined = from now on. */
export type ApartAgain = { readonly since: Date | undefined };

/**
 * Whether ward and escort, whose custody is whole, are apart once somebody has been moved, and since when: whoever was apart before a
 * passage that led nobody through is so since then. An emergency parts nobody, but whom the guard was told of is not with an escort by it.
 */
export function apartAgain(
  state: SiteState,
  { ward, escort }: { readonly ward: string; readonly escort: string },
  mended: Mended | undefined,
  at: Date,
): ApartAgain | undefined {
  const zone = zoneOf(state.presence.get(ward), at);
  const isEmergency = zone !== undefined && isInForce(state, 'emergency', zone);
  if (mended?.apartSince !== undefined && (mended.wasTold || !isEmergency)) {
    return { since: mended.apartSince };
  }
  return areApart(state, ward, escort, at) ? { since: mended?.at } : undefined;
}
