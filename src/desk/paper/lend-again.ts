import type { FieldError } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import type { PlacedLine } from './placed-line.ts';

/**
 * Passes that were handed out on paper to somebody who has not left: each is theirs from now on, lent at the time that was written and due
 * as the desk would have it, or its line is at fault.
 */
export async function lendAgain(
  tx: ActTx,
  siteId: string,
  lines: readonly PlacedLine[],
  dueAtOf: (holder: string) => Date,
  seq: number,
): Promise<readonly FieldError[]> {
  const faults: FieldError[] = [];
  for (const { index, pass: numeral, who, enteredAt, leftAt } of lines) {
    if (numeral === undefined || who === undefined || leftAt !== undefined) continue;
    const pass = await findPassByNumeral(tx.db, siteId, numeral);
    if (pass?.state === 'lent' && pass.holderId === who) continue;
    const at = `/lines/${index}/pass`;
    if (pass?.basis === 'one-day') {
      faults.push({ at, message: '臨時カードは受付の貸出しの手続で記録してください。' });
      continue;
    }
    const lending = {
      numeral,
      holder: who,
      basis: pass?.basis ?? 'visit',
      lentAt: enteredAt,
      dueAt: dueAtOf(who),
    } as const;
    const lent = await lendPass(tx, siteId, lending, seq);
    if (lent.ok) continue;
    const { detail, errors = [] } = lent.refusal;
    faults.push({ at, message: detail ?? errors[0]?.message ?? 'この通行証は貸し出せません。' });
  }
  return faults;
}
