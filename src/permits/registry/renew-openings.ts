import type { Tx } from '../../db/in-transaction.ts';
import { addOpenings } from '../../zones/rules/add-openings.ts';
import { endOpenings } from '../../zones/rules/end-openings.ts';
import { opensOf } from '../kinds/opens-of.ts';
import { permitKinds } from '../kinds/permit-kinds.ts';
import { openingTurn } from '../lifecycle/opening-turn.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { isRow } from '../rule/rule-told.ts';
import type { PermitRow } from './permit-rows.ts';

/** Brings what a permit opens to its state, from `seq` of its site's log on: within its dates, in all its zones. The caller holds the head. */
export async function renewOpenings(
  tx: Tx,
  from: PermitState | undefined,
  { siteId, permitId, kind, state, asked, zoneIds, validFrom, validUntil }: PermitRow,
  seq: number,
): Promise<void> {
  const opens = opensOf(kind);
  const turn = opens && openingTurn(from, state);
  if (opens === undefined || turn === undefined) return;
  if (turn === 'ends') return endOpenings(tx, siteId, permitId, seq);
  const opened = zoneIds.flatMap((zone) =>
    asked.filter(isRow).map(({ row }) => ({
      id: permitId,
      kind: opens,
      zone,
      row,
      words: permitKinds[kind].words.ja,
      from: validFrom,
      until: validUntil,
    })),
  );
  return addOpenings(tx, siteId, opened, seq);
}
