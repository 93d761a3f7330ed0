import { newId } from '../../kernel/ids.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Application } from './application.ts';
import { applicationDraft } from './application-draft.ts';
import { standingPermissions } from './tables.ts';

/** Records an application and writes it as a permission that is requested. `replaces` null = it changes no other. Answers its id. */
export async function saveApplication(
  tx: ActTx,
  siteId: string,
  application: Application,
  { applicantId, replaces }: { readonly applicantId: string; readonly replaces: string | null },
): Promise<string> {
  const id = newId<'permission'>();
  const draft = applicationDraft('permission-requested', id, application);
  const fromSeq = tx.record(siteId, { ...draft, details: { ...draft.details, replaces } });
  await tx.db.insert(standingPermissions).values({
    ...application,
    siteId,
    permissionId: id,
    fromSeq,
    zoneIds: [...application.zoneIds],
    state: 'requested',
    applicantId,
    approvals: [],
    replaces,
  });
  return id;
}
