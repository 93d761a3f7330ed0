import type { Effect } from '../../../../log/entry/effects.ts';
import type { ZonesAsking } from '../../../rules/duties-of-plan.ts';
import { applyEffects } from '../../../state/apply-effects.ts';
import { brokenCustody } from '../../../state/broken-custody.ts';
import type { Custody, SiteState } from '../../../state/site-state.ts';
import { type ApartAgain, apartAgain } from './apart-again.ts';
import { isEscortAsked } from './is-escort-asked.ts';
import type { MendedOn } from './mended-on.ts';
import { zoneOf } from './zone-of.ts';

/** A pair, as they are once somebody has been moved. */
type Pair = {
  readonly ward: string;
  readonly custody: Custody;
  readonly zone: string;
  readonly asked: boolean;
  /** Of custody that is whole. */
  readonly apart: ApartAgain | undefined;
};

/**
 * What becomes of custody where effects say of a ward or an escort that they are elsewhere than it was thought. Of a granted read
 * `custodyEffects` says it; this is for everything else: a passage that nobody took, and acts. Where an escort is asked for, whoever
 * is apart by then has the time to follow behind them: `settleParted` looks at once who is there. `mended`: what a passage that nobody took had mended.
 */
export function custodyOfMoved(
  before: SiteState,
  effects: readonly Effect[],
  rules: ZonesAsking,
  now: Date,
  mended: MendedOn = () => undefined,
): readonly Effect[] {
  const moved = new Set(effects.flatMap(movedBy));
  const after = applyEffects(before, effects, { seq: before.seq + 1, at: now });
  return [...after.custody].flatMap(([ward, custody]) => {
    if (!moved.has(ward) && !moved.has(custody.escort)) return [];
    const zone = zoneOf(after.presence.get(ward), now);
    if (zone === undefined) return [];
    const { basis, escort } = custody;
    const apart = apartAgain(after, { ward, escort }, mended(ward), now);
    return becameOf(
      after,
      { ward, custody, zone, asked: isEscortAsked(rules, zone, now, basis), apart },
      now,
    );
  });
}

/** Who is elsewhere by an effect. */
export function movedBy(effect: Effect): readonly string[] {
  return effect.type === 'presence' || effect.type === 'pending-over' ? [effect.person] : [];
}

function becameOf(state: SiteState, pair: Pair, now: Date): readonly Effect[] {
  const { ward, custody, asked, apart } = pair;
  const { broken, escort } = custody;
  if (broken === undefined) {
    if (apart === undefined) return [];
    return [asked ? lookedAtAnew(state, pair, apart.since, now) : { type: 'custody-over', ward }];
  }
  // As long as one may follow the other, they are looked at when that is over.
  if (broken.until !== undefined) return [];
  const toldOver = { type: 'alarm', kind: 'visitor-abandoned', active: false, person: ward } as const;
  if (!asked) return [{ type: 'custody-over', ward }, toldOver];
  const together = zoneOf(state.presence.get(escort), now) === pair.zone;
  return together ? [lookedAtAnew(state, pair, broken.since, now), toldOver] : [];
}

/** At once, or when it is known whether one of them takes the passage they were granted. */
function lookedAtAnew(
  { presence }: SiteState,
  { ward, custody }: Pair,
  since: Date | undefined,
  now: Date,
): Effect {
  const ends = [ward, custody.escort].map((one) => presence.get(one)?.pending?.until.getTime() ?? 0);
  return brokenCustody(ward, since, new Date(Math.max(now.getTime(), ...ends)));
}
