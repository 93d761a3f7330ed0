import { groupBy } from '../kernel/group-by.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { ActTx } from '../log/perform-act.ts';
import { certificateOf, eraseCertified } from './certificate-of.ts';
import type { EarlyErasure } from './early-erasure.ts';
import type { EarlyDue } from './load-early.ts';

/** Who decided beside the actor of the act. */
type Deciders = { readonly proposer: string; readonly with?: readonly string[] };

/** Records and erases what two persons decided to erase before its date; the head of its log is held. Answers how many records go. */
export function eraseEarly(tx: ActTx, erasure: EarlyErasure, early: EarlyDue, deciders: Deciders): number {
  const log = erasure.site ?? ministryLogId;
  const { reason, reference } = erasure;
  for (const { what, due } of early) {
    for (const [organisation, own] of groupBy(due, (one) => one.organisation)) {
      const { subject, details, ...draft } = certificateOf(what, organisation, own);
      const seq = tx.record(log, {
        ...draft,
        subject: { ...subject, ...deciders },
        details: { ...details, early: true },
        personal: { recordClass: 'act', data: { reason, reference } },
      });
      tx.onceRecorded(() => eraseCertified(tx.client, { log, seq }, what, own));
    }
  }
  return early.reduce((sum, { due }) => sum + due.reduce((own, { records }) => own + records, 0), 0);
}
