import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { retentionHolds } from '../rules/tables.ts';
import type { ProposedLifting } from './retention-proposal-kinds.ts';

/** Proposes to lift an extension before its day, because its reason is over; the records are kept by it until a second person confirms it. */
export function proposeLifting(
  deps: ActDeps,
  context: ActContext,
  lifting: ProposedLifting,
): Promise<Result<{ readonly proposal: Proposed }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const [hold] = await holdsOf(tx.db, lifting.extension);
    if (hold === undefined) return refuse({ code: 'not-found' });
    const proposal = {
      siteId: ministryLogId,
      kind: 'extension-lifting',
      draft: lifting,
      weighed: {},
    } as const;
    const proposed = await propose(tx, context.principal, proposal);
    return proposed.ok ? ok({ proposal: proposed.value }) : proposed;
  });
}

/** Lifts an extension in the act of whoever confirms it: from then on its records go by their days. False where it is lifted already. */
export async function liftExtension(
  tx: ActTx,
  { extension, reason }: ProposedLifting,
  proposer: string,
): Promise<boolean> {
  await tx.takeHeads([ministryLogId]);
  const [hold] = await holdsOf(tx.db, extension);
  if (hold === undefined) return false;
  const { holdId, personId, recordClass, siteId, keptUntil } = hold;
  const untilSeq = tx.recordMinistry(
    {
      kind: 'retention-lifted',
      subject: { proposer, ...(personId === null ? {} : { with: [personId] }) },
      details: { hold: holdId, recordClass, siteId, keptUntil },
      personal: { recordClass: 'act', data: { reason } },
    },
    [],
  );
  await tx.db.update(retentionHolds).set({ untilSeq }).where(isStanding(holdId));
  return true;
}

function holdsOf(db: Database, holdId: string) {
  return db.select().from(retentionHolds).where(isStanding(holdId));
}

function isStanding(holdId: string) {
  return and(eq(retentionHolds.holdId, holdId), isNull(retentionHolds.untilSeq));
}
