import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { listPurposes } from '../../zones/determinations/list-purposes.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { type LoadedSiteRules, loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { loadDeputies } from '../review/deputy-rows.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { DestinationDraft } from './visit-draft.ts';

/** What an act on a visit knows before it takes the site's head. */
export type PlanningBegun = Pick<PlanningFacts, 'activeStaff' | 'planner' | 'rooms' | 'now'> & {
  readonly named: readonly string[];
  readonly rules: LoadedSiteRules | undefined;
};

/**
 * Holds whoever plans and the persons that a visit names, ascending, and reads who of them is in office, and the rules of the site: a
 * large plan is not read under its head. Only persons plan: whoever reads the record later must be able to ask them.
 */
export async function beginPlanning(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  policy: Policy,
  named: readonly string[],
): Promise<Result<PlanningBegun, Refusal>> {
  const { actor } = principal;
  if (actor.type !== 'person') {
    return refuse({ code: 'forbidden', detail: '訪問の予定は人が自分のトークンで行ってください。' });
  }
  return ok({
    activeStaff: await holdActiveStaff(tx, [...new Set([actor.id, ...named])]),
    planner: actor.id,
    named,
    rooms: await loadRoomsKnown(tx.client, principal, siteId, tx.now),
    now: tx.now,
    rules: await loadSiteRules(tx.client, siteId, policy),
  });
}

/** Completes the facts once the site's head is held: rules that have changed meanwhile are read again. */
export async function loadPlanningFacts(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  { rules: before, named, ...begun }: PlanningBegun,
): Promise<Result<PlanningFacts, Refusal>> {
  const current = before?.rulesSeq === tx.rulesSeq(siteId);
  const rules = current ? before : await loadSiteRules(tx.client, siteId, policy);
  if (rules?.plan === undefined) {
    return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
  }
  const { plan, layers } = rules;
  const organisations = [...new Set(plan.zones.map(({ organisation }) => organisation))];
  const listed = await Promise.all(organisations.map((one) => listPurposes(tx.db, one)));
  const purposesOf = new Map(
    organisations.map((one, index) => [one, new Set(listed[index]?.map(({ code }) => code))]),
  );
  const deputiesOf = await loadDeputies(tx.db, siteId, named, tx.now);
  return ok({
    ...begun,
    deputiesOf,
    plan,
    layers,
    purposesOf,
    settings: visitorSettingsOf(plan.site.visitors),
  });
}

/** Takes the locks of an act that plans, in their order, and the site's head; whom these destinations name is held. */
export async function planUnderHead(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  policy: Policy,
  destinations: readonly Pick<DestinationDraft, 'hostId' | 'escortIds'>[],
): Promise<Result<PlanningFacts, Refusal>> {
  const named = destinations.flatMap(({ hostId, escortIds }) => [hostId, ...escortIds]);
  const begun = await beginPlanning(tx, principal, siteId, policy, named);
  if (!begun.ok) return begun;
  await tx.takeHeads([siteId]);
  return loadPlanningFacts(tx, siteId, policy, begun.value);
}
