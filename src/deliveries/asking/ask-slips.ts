import { holdsRole } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { findSection, saveSection } from '../registry/find-section.ts';

/** Says whether a 課室 asks for the number of the slip of everything that comes for it; its 責任者 alone says so. */
export function askSlips(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  organisationId: string,
  slips: boolean,
): Promise<Result<object, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (!holdsRole(context.principal, 'section-officer', { siteId, scope: organisationId })) {
      return refuse({ code: 'forbidden', detail: 'その課室の課室情報セキュリティ責任者が定めてください。' });
    }
    if (!(await isOrganisation(tx.db, organisationId))) return refuse({ code: 'not-found' });
    await tx.takeHeads([siteId]);
    const current = await findSection(tx.db, siteId, organisationId);
    const fromSeq = tx.record(siteId, {
      kind: 'slips-asked',
      subject: { organisation: organisationId },
      details: { slips },
    });
    await saveSection(tx, current, { siteId, organisationId, fromSeq, asksSlip: slips });
    return ok({});
  });
}
