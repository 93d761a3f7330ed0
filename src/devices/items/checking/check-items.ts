import { newId } from '../../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../../log/writing/perform-act.ts';
import { loadStopped } from '../../../people/registry/load-stopped.ts';
import { loadUnitsOf } from '../../../people/registry/load-units-of.ts';
import type { PermitDeps } from '../../../permits/applying/apply-for-permit.ts';
import { savePermit } from '../../../permits/registry/permit-rows.ts';
import { trackOf } from '../../../permits/rule/track-of.ts';
import { loadWhoIs } from '../../../visitors/names/load-who-is.ts';
import { loadRoomsKnown } from '../../../zones/knowing/load-rooms-known.ts';
import { zonesShown } from '../../../zones/plan/plan-shown-to.ts';
import type { Policy } from '../../../zones/regulation/policy.ts';
import { resolveRequirement } from '../../../zones/regulation/resolve-requirement.ts';
import { loadRulesOfAct } from '../../../zones/rules/load-rules-of-act.ts';
import type { ItemWay } from '../applying/item-terms.ts';
import { addFindings } from '../registry/finding-rows.ts';
import { findItems, type ItemRow, lockItems, saveItem } from '../registry/item-rows.ts';
import { findingsOf, type UnregisteredThing } from './findings-of.ts';
import { holdItemPermits } from './hold-item-permits.ts';
import { type ItemPermit, isToReturn } from './item-permit.ts';
import { judgeAnswers } from './judge-answers.ts';
import { type CheckedItem, judgeItemCheck, type SeenItem } from './judge-item-check.ts';
import { judgeSeen } from './judge-seen.ts';
import { moveItem } from './move-item.ts';
import { stateAfterCheck } from './state-after-check.ts';

/** What somebody at a door or the desk saw of what is carried past them. */
export type ItemCheck = {
  readonly carrier: string;
  /** The zone they are carried into; absent = out of the office. */
  readonly to?: string | undefined;
  readonly seen: readonly SeenItem[];
  readonly unregistered: readonly UnregisteredThing[];
  /** The permit that was shown: what of it is not there is missing. */
  readonly permit?: string | undefined;
};

/** What a look came to. Nobody is held up by it: what is not in order is told, and left to the guard as findings. */
export type ItemChecked = {
  readonly seq: number;
  readonly checked: readonly CheckedItem[];
  readonly findings: readonly string[];
  /** Standing passes whose holder has changed post. */
  readonly toReturn: readonly string[];
};

/**
 * Looks at what somebody carries at a door, item by item (物品の確認), and records where it is from then on. What row 5 asks for and nobody permitted
 * stays where it is on record.
 */
export function checkItems(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  check: ItemCheck,
): Promise<Result<ItemChecked, Refusal>> {
  const { carrier, unregistered } = check;
  const to = check.to ?? null;
  return performAct(deps, context, async (tx) => {
    if (context.principal.actor.id === carrier) return refuse(ownThings);
    const weighed = await weighCheck(tx, context, siteId, deps.policy, check);
    if (!weighed.ok) return weighed;
    const { items, permits, checked, toReturn } = weighed.value;
    const moved = checked.flatMap((line): readonly ItemRow[] => {
      const item = items.get(line.item);
      const after = line.found > 0 && item && moveItem(item, line, { to, by: carrier, at: tx.now });
      return after ? [after] : [];
    });
    const findings = findingsOf(checked, unregistered, to).map((finding) => ({
      ...finding,
      id: newId<'finding'>(),
    }));
    const after = await statesAfter(tx, siteId, permits, { items, moved });

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'items-checked',
      subject: { person: carrier, ...(to === null ? {} : { to }) },
      details: {
        items: checked.map(({ item, found, missing, extra, because, permit, unmet }) => ({
          ...{ item, found, missing, extra, because },
          ...(unmet.length === 0 ? {} : { unmet }),
          permit: permit?.row.permitId ?? null,
        })),
        permits: after.map(({ permit, state }) => ({ permit: permit.row.permitId, to: state })),
        unregistered: unregistered.length,
        findings: findings.map(({ id, kind }) => ({ id, kind })),
      },
      ...(unregistered.length === 0
        ? {}
        : {
            personal: { recordClass: 'act', data: { unregistered: unregistered.map(({ words }) => words) } },
          }),
    });
    for (const row of moved) {
      const current = items.get(row.itemId);
      if (current !== undefined) await saveItem(tx, current, row, seq);
    }
    for (const { permit, state } of after) await savePermit(tx, permit.row, { state }, seq);
    await addFindings(
      tx,
      findings.map(({ id, kind, item, words, quantity, zone }) => ({
        ...{ siteId, findingId: id, foundSeq: seq, kind, itemId: item, words, quantity, zoneId: zone },
        ...{ carrierId: carrier, foundAt: tx.now },
      })),
    );
    return ok({ seq, checked, findings: findings.map(({ id }) => id), toReturn });
  });
}

type WeighedCheck = {
  readonly items: ReadonlyMap<string, ItemRow>;
  readonly permits: readonly ItemPermit[];
  readonly checked: readonly CheckedItem[];
  readonly toReturn: readonly string[];
};

/** Holds the permits, then the items, and judges them by the rules of this moment (ADR 0002). */
async function weighCheck(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  policy: Policy,
  { carrier, to, seen, permit: shown }: ItemCheck,
): Promise<Result<WeighedCheck, Refusal>> {
  const seenIds = seen.map(({ item }) => item);
  const permits = await holdItemPermits(tx, siteId, seenIds, shown);
  const expected = permits.find(({ row }) => row.permitId === shown)?.terms.items ?? [];
  const items = await lockItems(tx, siteId, [...new Set([...seenIds, ...expected])]);
  const who = (await loadWhoIs(tx.client, siteId, [carrier])).get(carrier);
  const rules = await loadRulesOfAct(tx, siteId, policy);
  const zones = new Map(rules?.plan?.zones.map((zone) => [zone.id, zone]));
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  const known = new Set(zonesShown([...zones.values()], rooms).map(({ id }) => id));
  const errors: readonly FieldError[] = [
    ...(who === undefined ? [{ at: '/carrier', message: 'この庁舎では知られていない人です' }] : []),
    ...(to === undefined || known.has(to) ? [] : [{ at: '/to', message: 'この区域は図面にありません' }]),
    ...(shown === undefined || permits.some(({ row }) => row.permitId === shown)
      ? []
      : [{ at: '/permit', message: '効いている物品の許可・届出ではありません' }]),
    ...judgeSeen(seen, to ?? null, items),
  ];
  if (errors.length > 0 || who === undefined || rules === undefined) {
    return refuse({ code: 'unprocessable', errors });
  }
  const unit = (await loadUnitsOf(tx.db, [carrier])).get(carrier);
  const trackAt = (way: ItemWay, zoneId: string) => {
    const zone = zones.get(zoneId);
    // A zone that is in the plan no more binds nobody.
    if (zone === undefined) return 'free';
    return trackOf(resolveRequirement('t2r5', zone, tx.now, { person: who.kind, part: way }, rules.layers));
  };
  const checked = judgeItemCheck({
    to: to ?? null,
    ...{ carrier, unit, seen, expected, items, permits, trackAt },
    stopped: (await loadStopped(tx.db, [carrier])).has(carrier),
    now: tx.now,
  });
  const unanswered = judgeAnswers(seen, checked);
  if (unanswered.length > 0) return refuse({ code: 'unprocessable', errors: unanswered });
  const toReturn = permits.filter((one) => isToReturn(one, carrier, unit)).map(({ row }) => row.permitId);
  return ok({ items, permits, checked, toReturn });
}

/** The permits whose state the look changes: those by which something moved, or stood where it was. */
async function statesAfter(
  { db }: ActTx,
  siteId: string,
  permits: readonly ItemPermit[],
  { items, moved }: { readonly items: ReadonlyMap<string, ItemRow>; readonly moved: readonly ItemRow[] },
) {
  const touched = new Set(moved.flatMap((row) => [row.permitId, items.get(row.itemId)?.permitId ?? null]));
  const affected = permits.filter(({ row }) => touched.has(row.permitId));
  const others = await findItems(
    db,
    siteId,
    affected.flatMap(({ terms }) => terms.items),
  );
  const rows = [...new Map([...others, ...moved.map((row) => [row.itemId, row] as const)]).values()];
  return affected
    .map((permit) => ({ permit, state: stateAfterCheck(permit, rows) }))
    .filter(({ permit, state }) => state !== permit.row.state);
}

const ownThings: Refusal = { code: 'forbidden', detail: '自分が運ぶ物品は、ほかの人が確かめてください。' };
