import { and, eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../sites/find-organisations.ts';
import type { Purpose } from './list-purposes.ts';
import { purposes } from './tables.ts';

/** Lists a purpose. A code never comes back with another meaning: clauses of old determinations have named it. */
export function addPurpose(
  deps: ActDeps,
  context: ActContext,
  organisation: string,
  { code, words }: Purpose,
): Promise<Result<{ readonly code: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([ministryLogId]);
    if (!(await isOrganisation(tx.db, organisation))) return refuse({ code: 'not-found' });
    const given = await tx.db
      .select({ code: purposes.code })
      .from(purposes)
      .where(and(eq(purposes.organisationId, organisation), eq(purposes.code, code)));
    if (given.length > 0) {
      const detail = 'この符号の用務はすでにあるか、前にありました。ほかの符号にしてください。';
      return refuse({ code: 'conflict', detail });
    }
    const fromSeq = tx.recordMinistry(
      { kind: 'purpose-added', subject: { organisation }, details: { code, words } },
      [],
    );
    await tx.db.insert(purposes).values({ organisationId: organisation, code, fromSeq, words });
    return ok({ code });
  });
}
