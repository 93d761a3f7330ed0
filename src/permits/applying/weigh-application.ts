import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { loadWhoIs, type WhoIs } from '../../visitors/names/load-who-is.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { type Policy, policyTextOf } from '../../zones/regulation/policy.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { type Quoted, quote } from '../texts/quoted.ts';
import type { SafetyArticle } from '../texts/safety-articles.ts';
import { findTextsInForce } from '../texts/safety-text-rows.ts';
import { type WeighedRule, weighRule } from '../weighing/weigh-rule.ts';
import { judgeOpening } from './judge-opening.ts';
import { judgePermitDraft } from './judge-permit-draft.ts';
import { loadConcerned } from './load-concerned.ts';
import type { PermitDraft } from './permit-draft.ts';
import { permitStateOfTrack } from './permit-state-of-track.ts';

/** Something applied for, before anybody is looked up: what the kind makes of whom it is for, or why it may not be. */
export type Application = {
  readonly concernedIds: readonly string[];
  /** Whoever answers for it begins it in their own name: they name visitors whom others host, and judge none whom they host (I8). */
  readonly begunByOfficer?: true;
  /** The articles by which the ministry lays down what is done about it (METI 76, 79, 81); absent = none. */
  readonly articles?: readonly SafetyArticle[];
  readonly draftFor: (concerned: ReadonlyMap<string, WhoIs>) => Result<PermitDraft, Refusal>;
  /** What the kind finds wrong in what it has to look up, such as a contract, under what the rules say; absent = it looks nothing up. */
  readonly findFaults?: (
    tx: ActTx,
    siteId: string,
    weighed: WeighedRule,
    applicantId: string,
  ) => Promise<readonly FieldError[]>;
};

/** An application that may be made, with what the rules say of it. */
export type WeighedApplication = {
  readonly draft: PermitDraft;
  /** The unit of whoever applies. */
  readonly organisationId: string | null;
  readonly rule: RuleTold;
  /** By which texts it is applied for. */
  readonly quoted: Quoted;
  /** What it becomes when it arrives. */
  readonly state: 'requested' | 'filed';
};

/**
 * Weighs an application by the rules as they will be when it begins. Only 行政事務従事者 in office apply, held so until the act ends;
 * for outsiders that is their host (1.2.5.3(3)(b)). Somebody else's visitor is answered as nobody, and a hidden room that they do not know
 * as a zone that is not there (ADR 0052).
 */
export async function weighApplication(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  policy: Policy,
  { concernedIds, begunByOfficer, articles = [], draftFor, findFaults }: Application,
): Promise<Result<WeighedApplication, Refusal>> {
  const { actor } = principal;
  const staff = await holdActiveStaff(tx, actor.type === 'person' ? [actor.id] : []);
  if (!staff.has(actor.id)) return refuse(notStaff);
  const concerned = begunByOfficer
    ? await loadWhoIs(tx.client, siteId, concernedIds)
    : await loadConcerned(tx, siteId, concernedIds, actor.id);
  const drafted = draftFor(concerned);
  if (!drafted.ok) return drafted;
  const draft = drafted.value;
  const organisationId = (await loadUnitsOf(tx.db, [actor.id])).get(actor.id) ?? null;
  const at = new Date(Math.max(tx.now.getTime(), draft.validFrom.getTime()));
  const application = { ...draft, organisationId, applicantId: actor.id };
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  const weighed = await weighRule(tx, siteId, policy, application, at, rooms);
  if (weighed === undefined) {
    return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
  }
  const { rule, zones } = weighed;
  const known = new Set(concerned.keys());
  const opens = leavesAside(draft.kind);
  const errors = [
    ...judgePermitDraft(draft, { zones, known, now: tx.now }),
    ...(opens === undefined ? [] : judgeOpening(rule)),
    ...((await findFaults?.(tx, siteId, weighed, actor.id)) ?? []),
  ];
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const state = permitStateOfTrack(rule.track, opens);
  if (state === undefined) return refuse(exceptionOnly);
  const inForce = articles.length === 0 ? new Map() : await findTextsInForce(tx.db, tx.now);
  const quoted = { policy: policyTextOf(policy), texts: quote(articles, inForce) };
  return ok({ draft, organisationId, rule, quoted, state });
}

const notStaff: Refusal = {
  code: 'forbidden',
  detail:
    '申請・届出は在職中の行政事務従事者が自分のトークンで行ってください。府省庁外の人については訪問相手が行います。',
};

const exceptionOnly: Refusal = {
  code: 'conflict',
  detail: 'この区域では禁止されています。例外措置の申請によらなければ認められません。',
};
