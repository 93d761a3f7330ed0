import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from './find-organisations.ts';
import { organisations } from './tables.ts';

export type OrganisationDraft = {
  readonly name: string;
  readonly kind: 'ministry' | 'bureau' | 'section' | 'tenant';
  readonly parentId?: string | undefined;
};

/** Registers an organisation: a unit of the ministry (部局・課室) or another tenant of its buildings (合同庁舎). */
export function registerOrganisation(
  deps: ActDeps,
  context: ActContext,
  draft: OrganisationDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { parentId = null, name, kind } = draft;
    await tx.takeHeads([ministryLogId]);
    if (parentId !== null && !(await isOrganisation(tx.db, parentId))) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/parentId', message: 'この組織は登録されていません' }],
      });
    }
    const id = newId<'organisation'>();
    const fromSeq = tx.recordMinistry(
      { kind: 'organisation-registered', subject: { organisation: id }, details: { name, kind, parentId } },
      [],
    );
    await tx.db.insert(organisations).values({ organisationId: id, fromSeq, parentId, name, kind });
    return ok({ id });
  });
}
