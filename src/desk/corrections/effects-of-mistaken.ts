import type { Standing } from '../../access/state/load-standing.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { hasCome } from '../../visitors/registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { endOfOverdue, leavingEffects } from '../check-in/leaving-effects.ts';
import { becomes } from './becomes.ts';
import { overdueEffects } from './overdue-effects.ts';

/** A member who came under the name of another, or under whose name another came. */
export type Mistaken = {
  /** Their day as it was written down, and as it is in truth. */
  readonly was: ArrivalRow;
  readonly is: ArrivalRow;
  readonly standing: Standing | undefined;
  /** They are in the building under another day of their visit: where the log has them is of that one. */
  readonly hereOnOtherDay: boolean;
};

/** What it does to two members that whoever came under the name of one was the other. */
export function effectsOfMistaken(
  plan: Pick<SitePlan, 'site' | 'desks'>,
  [one, other]: readonly [Mistaken, Mistaken],
  now: Date,
): readonly Effect[] {
  return [...effectsOn(plan, one, other, now), ...effectsOn(plan, other, one, now)];
}

function effectsOn(
  plan: Pick<SitePlan, 'site' | 'desks'>,
  { was, is, standing, hereOnOtherDay }: Mistaken,
  other: Mistaken,
  now: Date,
): readonly Effect[] {
  if (hereOnOtherDay) return [];
  if (!hasCome(is)) return leavingEffects(plan, was, standing);
  if (other.hereOnOtherDay) return leavingEffects(plan, is, standing);
  const [wasIn, isIn] = [was.state === 'checked-in', is.state === 'checked-in'];
  return [
    ...becomes(is.memberId, standing, other.standing),
    ...(wasIn && !isIn ? endOfOverdue(is.memberId, standing) : []),
    ...(isIn && !wasIn ? overdueEffects(plan, is, other.standing?.zone ?? null, now) : []),
  ];
}
