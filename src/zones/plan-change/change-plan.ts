import type { ClientBase } from 'pg';
import { type Proposed, propose } from '../../dual-control/propose.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import {
  type ActContext,
  type ActDeps,
  type ActDraft,
  type ActTx,
  performAct,
} from '../../log/writing/perform-act.ts';
import type { Finding } from '../lints/finding.ts';
import { needsSecond, type OpenedZone } from '../opens/judge-opens.ts';
import { recordedOpening } from '../opens/recorded-opening.ts';
import type { Difference } from '../plan/plan-diff.ts';
import { savePlan } from '../plan/save-plan.ts';
import { countDifference, type ShownDifference } from '../plan/show-difference.ts';
import type { Gateway, SitePlan } from '../plan/site-plan.ts';
import { type PlanDraft, type PrepareDeps, type PreparedPlan, preparePlan } from './prepare-plan.ts';
import type { ReopenedException, ReopenedZone } from './reopening.ts';

/** How many persons are in a zone or on their way into it. */
export type OccupiedZone = { readonly zone: string; readonly persons: number };

export type PlanDeps = ActDeps &
  PrepareDeps & {
    readonly countInZones: (
      source: Pick<ClientBase, 'query'>,
      siteId: string,
      zones: readonly string[],
    ) => Promise<readonly OccupiedZone[]>;
    /** The effects by which the place of everyone in the zones becomes unknown. */
    readonly clearZones: (
      client: ClientBase,
      siteId: string,
      zones: readonly string[],
    ) => Promise<readonly Effect[]>;
    /** Sets when all places become unknown next, as the plan asks for it. */
    readonly armPresenceReset: (
      client: ClientBase,
      siteId: string,
      site: SitePlan['site'],
      now: Date,
    ) => Promise<void>;
    /** Brings what the doors read of every visitor who is here to the plan, once it is written. */
    readonly renewAdmissionsOfSite: (tx: ActTx, siteId: string, seq: number) => Promise<void>;
    /** Sets when gateways are missed, as the plan asks for it; the effects by which those are over that it has no more. */
    readonly watchGateways: (
      client: ClientBase,
      siteId: string,
      difference: Difference<Gateway>,
      now: Date,
    ) => Promise<readonly Effect[]>;
  };

export type PlanChange = PlanDraft & {
  /** Why a zone is closed although somebody is in it. */
  readonly closeReason?: string | undefined;
};

export type PlanAnswer = {
  /** seq of the plan's last change; with the change, where it was stored. */
  readonly seq: number;
  readonly stored: boolean;
  readonly difference: ShownDifference;
  readonly findings: readonly Finding[];
  readonly occupied: readonly OccupiedZone[];
  /** Whom the change lets into zones of class 2 or more. */
  readonly opens: readonly OpenedZone[];
  /** Zones to which standing permissions need consent again, and whose they are. */
  readonly reopens: readonly ReopenedZone[];
  /** Exceptions that count no more until they are decided anew. */
  readonly exceptions: readonly ReopenedException[];
  /** Where the change waits for a second person; it is not stored then. */
  readonly proposal?: Proposed;
};

/** What a change would do and what is wrong with it, refused findings too; nothing is stored. */
export async function previewPlan(deps: PlanDeps, change: PlanChange): Promise<Result<PlanAnswer, Refusal>> {
  const prepared = await preparePlan(deps, change, deps.clock.now());
  if (!prepared.ok) return prepared;
  const { seq, difference, findings, closedZones, opens, reopening, excepted } = prepared.value;
  const { zones: reopens } = reopening;
  const { exceptions } = excepted;
  const occupied = await deps.countInZones(deps.pool, change.siteId, closedZones);
  return ok({ seq, stored: false, difference, findings, occupied, opens, reopens, exceptions });
}

/**
 * Puts a plan in the place of the one its author saw: only its difference is written, what goes is closed with history.
 * Whoever is in a zone that is closed, for a reason, is nowhere we know of from then on. What lets somebody into class 3 who
 * could not enter before is proposed and waits for a second person, unless it is the site's first plan: nothing was kept yet.
 */
export async function changePlan(
  deps: PlanDeps,
  context: ActContext,
  change: PlanChange,
): Promise<Result<PlanAnswer, Refusal>> {
  const prepared = await preparePlan(deps, change, deps.clock.now());
  if (!prepared.ok) return prepared;
  const { seq, isEmpty, findings, refusals, opens } = prepared.value;
  if (refusals.length > 0) return refuse({ code: 'plan-refused', errors: refusals });
  if (isEmpty) {
    const nothing = { difference: {}, occupied: [], opens: [], reopens: [], exceptions: [] };
    return ok({ seq, stored: false, findings, ...nothing });
  }
  if (seq > 0 && needsSecond(opens)) {
    return performAct(deps, context, (tx) => proposeChange(deps, tx, context, change, prepared.value));
  }
  return performAct(deps, context, (tx) => storeChange(deps, tx, change, prepared.value, undefined));
}

async function proposeChange(
  deps: PlanDeps,
  tx: ActTx,
  { principal }: ActContext,
  { siteId, plan, closeReason }: PlanChange,
  { seq, difference, findings, closedZones, opens, reopening, excepted }: PreparedPlan,
): Promise<Result<PlanAnswer, Refusal>> {
  const { zones: reopens } = reopening;
  const { exceptions } = excepted;
  const occupied = await deps.countInZones(tx.client, siteId, closedZones);
  if (occupied.length > 0 && closeReason === undefined) return refuse(zoneOccupied(occupied));
  const proposed = await propose(tx, principal, {
    siteId,
    kind: 'plan-change',
    draft: { plan, ...(closeReason === undefined ? {} : { closeReason }) },
    weighed: { seq, opens, reopens, exceptions, difference },
  });
  if (!proposed.ok) return proposed;
  const told = { difference, findings, occupied, opens, reopens, exceptions };
  return ok({ seq, stored: false, ...told, proposal: proposed.value });
}

/** Not only the plan: what was weighed with another determination would let in others than it was weighed to. */
const rulesMoved: Refusal = {
  code: 'version-mismatch',
  detail: '確かめている間に、図面、判断、又は時間帯が変わりました。読み直して、あらためて送ってください。',
};

/** Stores a prepared change in its author's act, or in that of the second person, who names the first. */
export async function storeChange(
  deps: PlanDeps,
  tx: ActTx,
  { siteId, plan, closeReason }: Omit<PlanChange, 'isSeen'>,
  prepared: PreparedPlan,
  proposal: { readonly proposalId: string; readonly proposedBy: string } | undefined,
): Promise<Result<PlanAnswer, Refusal>> {
  const { seq: seen, rulesSeq, diff, difference, digest, closedZones, findings, opens } = prepared;
  const { reopening, excepted } = prepared;
  await reopening.lock(tx);
  await excepted.lock(tx);
  await tx.takeHeads([siteId]);
  if (tx.rulesSeq(siteId) !== rulesSeq) return refuse(rulesMoved);
  const occupied = await deps.countInZones(tx.client, siteId, closedZones);
  if (occupied.length > 0 && closeReason === undefined) return refuse(zoneOccupied(occupied));
  const { zones: reopens } = reopening;
  const { exceptions } = excepted;
  const seq = tx.nextSeq(siteId);
  const zones = occupied.map(({ zone }) => zone);
  const effects = [
    ...(await deps.clearZones(tx.client, siteId, zones)),
    ...(await deps.watchGateways(tx.client, siteId, diff.gateways, tx.now)),
  ];
  await savePlan(tx, siteId, seq, { plan, diff, closed: { zones, reason: closeReason ?? '' } });
  if (!(await reopening.save(tx, seq))) return refuse(permissionsChanged);
  if (!(await excepted.save(tx, seq))) return refuse(exceptionsChanged);
  await deps.renewAdmissionsOfSite(tx, siteId, seq);
  if (difference.site !== undefined) await deps.armPresenceReset(tx.client, siteId, plan.site, tx.now);
  const draft: ActDraft = {
    kind: 'plan-changed',
    ...(proposal === undefined ? {} : { subject: { proposer: proposal.proposedBy } }),
    effects,
    details: {
      before: seen,
      counts: countDifference(difference),
      digest,
      ...(zones.length === 0 ? {} : { closedOccupied: zones }),
      ...(opens.length === 0 ? {} : { opens: opens.map(recordedOpening) }),
      ...(reopens.length === 0 ? {} : { reopens: reopens.map(recordedReopening) }),
      ...(exceptions.length === 0 ? {} : { exceptions }),
      ...(proposal === undefined ? {} : { proposal: proposal.proposalId }),
    },
  };
  const said =
    zones.length === 0 ? {} : ({ personal: { recordClass: 'act', data: { reason: closeReason } } } as const);
  tx.record(siteId, { ...draft, ...said });
  return ok({ seq, stored: true, difference, findings, occupied, opens, reopens, exceptions });
}

/** Which permissions they are stands in the versions that begin with the entry. */
function recordedReopening({ persons, ...reopened }: ReopenedZone): object {
  return { ...reopened, persons: persons.length };
}

const permissionsChanged: Refusal = {
  code: 'version-mismatch',
  detail:
    '確かめている間に、承認をやり直す許可が変わりました。影響を受ける人を見直して、もう一度行ってください。',
};

const exceptionsChanged: Refusal = {
  code: 'version-mismatch',
  detail: '確かめている間に、判断をやり直す例外措置が変わりました。もう一度行ってください。',
};

function zoneOccupied(occupied: readonly OccupiedZone[]): Refusal {
  return {
    code: 'zone-occupied',
    errors: occupied.map(({ zone, persons }) => ({
      at: `/zones/${zone}`,
      message: `在室者が${persons}人います。退出を確かめるか、closeReason に理由を書いてください。`,
    })),
  };
}
