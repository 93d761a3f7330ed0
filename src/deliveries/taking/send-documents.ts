import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import type { DeliveryState } from '../registry/delivery-lifecycle.ts';
import { addDelivery } from '../registry/delivery-rows.ts';
import { judgeRecorder } from '../rule/judge-recorder.ts';
import { weighTransfer } from '../transfers/weigh-transfer.ts';
import type { HandedInformation } from './handover.ts';

/** 文書使送: documents that one 課室 sends to another by somebody of the staff. */
export type SentDocuments = {
  readonly by: string;
  readonly messenger: string;
  /** The 課室 that receives. */
  readonly section: string;
  /** Bags, envelopes or boxes. */
  readonly pieces: number;
  readonly information: HandedInformation;
  /** They are carried through 要管理対策区域外: 移送, which of 要保護情報 takes a permission. */
  readonly outside: boolean;
};

/** Records that documents are on their way, with their sheets counted; they are counted again where they are received. */
export function sendDocuments(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  { by, messenger, section, pieces, information, outside }: SentDocuments,
): Promise<Result<{ readonly id: string; readonly state: DeliveryState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const stranger = judgeRecorder(context.principal, siteId, by);
    if (stranger !== undefined) return refuse(stranger);
    const staff = await holdActiveStaff(tx, [by, messenger]);
    const message = '在職中の行政事務従事者にしてください';
    const errors = [
      ...(staff.has(by) ? [] : [{ at: '/by', message }]),
      ...(staff.has(messenger) ? [] : [{ at: '/messenger', message }]),
      ...((await isOrganisation(tx.db, section))
        ? []
        : [{ at: '/section', message: 'この課室は登録されていません' }]),
      ...(await weighTransfer(tx, siteId, deps.policy, {
        by,
        pieces,
        ...information,
        receiver: { section },
        leaves: outside,
      })),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const sender = (await loadUnitsOf(tx.db, [by])).get(by) ?? null;
    await tx.takeHeads([siteId]);
    const id = newId<'delivery'>();
    const { grade, sheets, permission } = information;
    const fromSeq = tx.record(siteId, {
      kind: 'documents-sent',
      subject: { person: by, organisation: section },
      details: {
        delivery: id,
        pieces,
        sheets,
        ...(permission === undefined ? {} : { transfer: permission }),
      },
      personal: { recordClass: 'act', data: { messenger } },
    });
    await addDelivery(tx, {
      siteId,
      deliveryId: id,
      fromSeq,
      way: 'internal',
      state: 'waiting',
      thing: 'information-item',
      pieces,
      care: 'ordinary',
      sectionId: section,
      senderId: sender,
      handledBy: by,
      courierId: messenger,
      grade,
      sheets,
      transferPermission: permission,
      takenAt: tx.now,
    });
    return ok({ id, state: 'waiting' });
  });
}
