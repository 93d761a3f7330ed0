import type { Direction } from '../../zones/plan/direction.ts';
import type { Ground } from './decision.ts';
import type { DecidingRow } from './facts/deciding-rows.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { groundOf } from './rule.ts';

/** Whether this passage needs a person who is permitted, on what ground, and the undetermined row if only that asks. */
export type Confirmation = {
  readonly asked: boolean;
  readonly ground: Ground;
  readonly undetermined: DecidingRow | undefined;
};

/** 個別管理 of the zone itself (2.3.1.1(2)(a), なお書き): it has a clause and no row. */
const zoneControl: Ground = { clause: '2.3.1.1(2)(a)' };

/**
 * 立ち入る者・退出する者の確認 (rows 19–21). Entering asks by row 19 of the zone behind the door. Moving asks where
 * entering would, but row 19 speaks only of lower to higher, so it cites the zone's control or nothing.
 * Leaving asks by rows 20 and 21 of the zone that is left; a determined row is cited before an undetermined one.
 */
export function confirmationOf(facts: PassageFacts, direction: Direction): Confirmation {
  if (direction === 'leaving') return confirmationOfLeaving(facts);
  const duty = facts.to.duties.t1r19;
  const controlled = direction === 'moving' && facts.to.controlled;
  const asked = duty.required || controlled;
  const undetermined = duty.required && duty.undetermined && !controlled ? 't1r19' : undefined;
  if (direction === 'moving') return { asked, ground: controlled ? zoneControl : {}, undetermined };
  return { asked, ground: asked ? groundOf('t1r19', duty) : {}, undetermined };
}

function confirmationOfLeaving(facts: PassageFacts): Confirmation {
  const { t1r20, t1r21 } = facts.from.duties;
  const rows = [
    { row: 't1r20', duty: t1r20 },
    { row: 't1r21', duty: t1r21 },
  ] as const;
  const asking = rows.filter(({ duty }) => duty.required);
  const cited = asking.find(({ duty }) => !duty.undetermined) ?? asking[0];
  if (cited === undefined) return { asked: false, ground: {}, undetermined: undefined };
  return {
    asked: true,
    ground: groundOf(cited.row, cited.duty),
    undetermined: cited.duty.undetermined ? cited.row : undefined,
  };
}

/** Free passage that counts: row 17 (常に制限) refuses unlocked modes on either side of the door. */
export function isFreePassage(facts: PassageFacts): boolean {
  return facts.door.freePassage && !facts.from.duties.t1r17.required && !facts.to.duties.t1r17.required;
}
