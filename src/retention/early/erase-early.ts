import { groupBy } from '../../kernel/group-by.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { certificateOf, eraseCertified } from '../due/certificate-of.ts';
import type { EarlyErasure } from './early-erasure.ts';
import type { EarlyPart } from './early-part.ts';
import { faultsOfThoseThere } from './faults-of-those-there.ts';

/** Who decided beside the actor of the act. */
type Deciders = { readonly proposer: string; readonly with?: readonly string[] };

/**
 * Records and erases what two persons decided to erase before its date, each part in its log, and says with each how much stays; it takes the heads,
 * and asks once more who is there: somebody may have come in until then. Answers how many records go.
 */
export async function eraseEarly(
  tx: ActTx,
  erasure: EarlyErasure,
  early: readonly EarlyPart[],
  deciders: Deciders,
): Promise<Result<number, Refusal>> {
  const { reason, reference } = erasure;
  const going = early.filter(({ due }) => due.length > 0);
  const stay = early.reduce((sum, part) => sum + part.stay, 0);
  await tx.takeHeads(
    [...new Set([erasure.site ?? ministryLogId, ...going.map(({ log }) => log)])].toSorted(),
  );
  const errors = await faultsOfThoseThere(tx.client, tx.db, erasure, tx.now);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  for (const { log, what, due } of going) {
    for (const [organisation, own] of groupBy(due, (one) => one.organisation)) {
      const { subject, details, ...draft } = certificateOf(what, organisation, own);
      const seq = tx.record(log, {
        ...draft,
        subject: { ...subject, ...deciders },
        details: { ...details, early: true, stay },
        personal: { recordClass: 'act', data: { reason, reference } },
      });
      tx.onceRecorded(() => eraseCertified(tx.client, { log, seq }, what, own));
    }
  }
  return ok(early.reduce((sum, { due }) => sum + due.reduce((own, { records }) => own + records, 0), 0));
}
