import { holdsRole } from '../../../authority/principal.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../../log/writing/perform-act.ts';
import { findZones } from '../../../zones/plan/find-zones.ts';
import { weighRegistration } from '../../holders/weigh-registration.ts';
import type { ItemBelonging } from './item-belongings.ts';
import type { ItemGrade } from './item-grade.ts';
import type { ItemMedium } from './item-media.ts';
import { addItem } from './item-rows.ts';

export type ItemDraft = {
  readonly belongs: ItemBelonging;
  /** Who answers for it: a person, or a member of a visit of the site. */
  readonly owner: string;
  readonly firm?: string | undefined;
  readonly item: string;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly medium: ItemMedium;
  readonly grade: ItemGrade;
  readonly quantity: number;
  readonly seal?: string | undefined;
  /** Where it stands already, of what is the ministry's own. */
  readonly zone?: string | undefined;
};

/** Registers an item of an information system (情報システムに関連する物品). It permits nothing by itself, and brings nothing in. */
export function registerItem(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { owner, zone, firm, maker, model, serial, seal, ...draft }: ItemDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = await weighRegistration(tx, context, siteId, { holder: owner, at: '/owner' });
    if (refusal !== undefined) return refuse(refusal);
    if ((draft.belongs === 'outside') !== (firm !== undefined)) {
      return refuse({ code: 'unprocessable', errors: [{ at: '/firm', message: ofFirm }] });
    }
    if (zone !== undefined) {
      if (draft.belongs !== 'ministry' || !mayPlace(context, siteId, zone)) return refuse(notTheirZone);
      if (!(await findZones(tx.db, siteId, [zone])).has(zone)) {
        return refuse({
          code: 'unprocessable',
          errors: [{ at: '/zone', message: 'この区域は図面にありません' }],
        });
      }
    }
    await tx.takeHeads([siteId]);
    const itemId = newId<'item'>();
    const fromSeq = tx.record(siteId, {
      kind: 'item-registered',
      subject: { person: owner, ...(zone === undefined ? {} : { to: zone }) },
      details: { item: itemId, belongs: draft.belongs, quantity: draft.quantity },
    });
    const isInside = zone !== undefined;
    await addItem(tx, {
      ...draft,
      ...{
        siteId,
        itemId,
        fromSeq,
        untilSeq: null,
        ownerId: owner,
        registrantId: context.principal.actor.id,
      },
      ...{ firm: firm ?? null, maker: maker ?? null, model: model ?? null, serial: serial ?? null },
      ...{ seal: seal ?? null, erasure: null, carriedBy: null, permitId: null, since: tx.now },
      ...(isInside
        ? { state: 'inside', present: draft.quantity, zoneId: zone, stays: true }
        : { state: 'outside', present: 0, zoneId: null, stays: false }),
    });
    return ok({ id: itemId });
  });
}

/** What stands in a zone already is told by whoever answers for the zone, or for its systems: nothing else comes in without a look. */
function mayPlace({ principal }: ActContext, siteId: string, zone: string): boolean {
  return (
    holdsRole(principal, 'system-officer', { siteId }) ||
    (['zone-officer', 'zone-clerk'] as const).some((role) =>
      holdsRole(principal, role, { siteId, scope: zone }),
    )
  );
}

const ofFirm = '府省庁外のもの（outside）にはその持ち主の会社などを書き、府省庁のものには書きません';

const notTheirZone: Refusal = {
  code: 'forbidden',
  detail:
    '初めから中にある物品として登録できるのは府省庁のものだけで、その区域の責任者・担当者か情報システムセキュリティ責任者が行います。',
};
