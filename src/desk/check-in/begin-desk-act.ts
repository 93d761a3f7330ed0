import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadPersonExceptions } from '../../permits/registry/load-person-exceptions.ts';
import type { PersonException } from '../../permits/rule/exception-over.ts';
import { type ArrivalRow, loadArrivals, loadArrivalsHere } from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { type KeptOut, loadKeptOut } from './load-kept-out.ts';

/** One visit on one day as the desk has it before it, under the site's head. */
export type DeskAct = {
  readonly tx: ActTx;
  readonly siteId: string;
  readonly whole: WholeVisit;
  readonly day: string;
  readonly today: string;
  /** Of that day, by member. */
  readonly arrivals: ReadonlyMap<string, ArrivalRow>;
  /** Who is in the building under whichever day. */
  readonly here: readonly ArrivalRow[];
  readonly plan: SitePlan;
  readonly layers: Layers;
  /** What keeps members of the visit out, whatever was confirmed of them. */
  readonly keptOut: ReadonlyMap<string, KeptOut>;
  /** What exceptions leave out for members by name. */
  readonly exceptions: ReadonlyMap<string, readonly PersonException[]>;
};

const noVisit: Refusal = { code: 'not-found', detail: 'この訪問はありません。' };
const noPlan: Refusal = { code: 'conflict', detail: 'この庁舎には図面がありません。' };

/**
 * Locks a visit, takes the site's head and reads what the desk needs. What belongs to the visit stays as it is from the lock on; the
 * rules are read before the head, so that no door waits for them, and again only where they changed meanwhile.
 */
export async function beginDeskAct(
  tx: ActTx,
  policy: Policy,
  siteId: string,
  visitId: string,
  day: string,
): Promise<Result<DeskAct, Refusal>> {
  if ((await lockVisit(tx, siteId, visitId)) === undefined) return refuse(noVisit);
  const [before, [whole], here] = await Promise.all([
    loadSiteRules(tx.client, siteId, policy),
    loadVisits(tx.db, siteId, [visitId]),
    loadArrivalsHere(tx.db, siteId, [visitId]),
  ]);
  if (whole === undefined) return refuse(noVisit);
  const memberIds = whole.members.map(({ memberId }) => memberId);
  const ofDay = await loadArrivals(tx.db, siteId, memberIds, day);
  await tx.takeHeads([siteId]);
  const isCurrent = before?.rulesSeq === tx.rulesSeq(siteId);
  const rules = isCurrent ? before : await loadSiteRules(tx.client, siteId, policy);
  if (rules?.plan === undefined) return refuse(noPlan);
  const { plan, layers } = rules;
  return ok({
    tx,
    siteId,
    whole,
    day,
    today: dayAt(tx.now, plan.site.timeZone),
    arrivals: new Map(ofDay.map((arrival) => [arrival.memberId, arrival])),
    here,
    plan,
    layers,
    keptOut: await loadKeptOut(tx, siteId, whole.members),
    exceptions: await loadPersonExceptions(tx.db, siteId, memberIds),
  });
}
