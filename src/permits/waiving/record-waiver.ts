import { judgeInPerson } from '../../authority/judge-in-person.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { holdsAt } from '../deciding/holds-at.ts';
import { judgeConsent } from '../deciding/judge-consent.ts';
import { addWaiver } from '../waivers/waiver-rows.ts';
import { judgeWaiverDraft, type WaiverDraft } from './judge-waiver-draft.ts';

/** Records beforehand that nobody has to be asked: by whoever would be, for every row and place of it. It counts from its beginning. */
export function recordWaiver(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  draft: WaiverDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const machine = judgeInPerson(actor);
    if (machine !== undefined) return refuse(machine);
    const rules = await loadRulesOfAct(tx, siteId, deps.policy);
    if (rules?.plan === undefined)
      return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
    const known = new Set((await loadWhoIs(tx.client, siteId, draft.persons)).keys());
    const isUnit = draft.unit === null || (await isOrganisation(tx.db, draft.unit));
    const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
    const zones = zonesShown(rules.plan.zones, rooms);
    const facts = { recorder: actor.id, zones, known, isUnit, now: tx.now };
    const { errors, needs } = judgeWaiverDraft(draft, facts, rules.layers);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    if (judgeConsent(needs, [], holdsAt(principal, siteId)).missing.length > 0) return refuse(notTheirs);

    await tx.takeHeads([siteId]);
    const id = newId<'waiver'>();
    const { basis, rows, unit, persons, waivedCase, book, from, until, reason } = draft;
    const fromSeq = tx.record(siteId, {
      kind: 'waiver-recorded',
      subject: unit === null ? {} : { organisation: unit },
      details: { waiver: id, basis, rows, zones: draft.zones, ...(book === undefined ? {} : { book }) },
      personal: { recordClass: 'act', data: { reason } },
    });
    await addWaiver(tx, {
      siteId,
      waiverId: id,
      fromSeq,
      untilSeq: null,
      basis,
      rows: [...rows],
      zoneIds: [...draft.zones],
      organisationId: unit,
      personIds: [...persons],
      waivedCase,
      book: book ?? null,
      needs,
      validFrom: from,
      validUntil: until,
      reason,
      recordedBy: actor.id,
      endedBy: null,
      endedAt: null,
      endReason: null,
    });
    return ok({ id });
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail:
    'これを定めるのは、これらの行と区域のすべてについて届出を受け、又は許可する人だけができます。課室情報セキュリティ責任者は自分の課室（unit）について定めます。',
};
