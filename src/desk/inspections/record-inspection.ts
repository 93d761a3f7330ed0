import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { loadKeptFor } from '../kept-things/kept-thing-rows.ts';
import type { InspectionResult } from './inspection-results.ts';
import { judgeInspection } from './judge-inspection.ts';
import { inspections } from './tables.ts';

export type InspectionDraft = {
  /** A member of a visit of the site, or a person. */
  readonly person: string;
  /** The zone they are about to enter. */
  readonly zone: string;
  readonly result: InspectionResult;
  /** 預り品 that were taken of them for it. */
  readonly things: readonly string[];
  readonly words?: string | undefined;
};

/** Records whose things were looked through before a zone, and with what result (荷物検査, 2.3.1.1(7)(a)(ウ)). It lets nobody in, and keeps nobody out. */
export function recordInspection(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { person, zone, result, things, words }: InspectionDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    if (actor.id === person) return refuse(ownThings);
    const known = (await loadWhoIs(tx.client, siteId, [person])).has(person);
    const standing = (await findZones(tx.db, siteId, [zone])).has(zone);
    await tx.takeHeads([siteId]);
    const kept = (await loadKeptFor(tx.db, siteId, [person])).get(person) ?? [];
    const errors: readonly FieldError[] = [
      ...(known ? [] : [{ at: '/person', message: 'この人は訪問者にも登録された人にもありません' }]),
      ...(standing ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
      ...judgeInspection({ result, things }, new Set(kept.map(({ thingId }) => thingId))),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const id = newId<'inspection'>();
    const inspectedSeq = tx.record(siteId, {
      kind: 'things-inspected',
      subject: { person, to: zone },
      details: { inspection: id, result, things },
      ...(words === undefined ? {} : { personal: { recordClass: 'visit', data: { words } } }),
    });
    await tx.db.insert(inspections).values({
      ...{ siteId, inspectionId: id, inspectedSeq, personId: person, zoneId: zone, result },
      ...{ thingIds: [...things], words: words ?? null, inspectedBy: actor.id, inspectedAt: tx.now },
    });
    return ok({ id });
  });
}

const ownThings: Refusal = { code: 'forbidden', detail: '自分の荷物は、ほかの人が検査してください。' };
