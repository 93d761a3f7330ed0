import { findCustodyBefore } from '../../access/escorts/find-custody-before.ts';
import { findPlaceBefore } from '../../access/presence/find-place-before.ts';
import { loadStanding } from '../../access/state/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import { desksKept } from '../../visitors/keeping/desks-kept.ts';
import { type ArrivalRow, loadArrivalVersions } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import type { DeskAnswer } from '../check-in/desk-answer.ts';
import { type MemberStep, takeDeskStep } from '../check-in/take-desk-step.ts';
import { findLastLending } from '../passes/find-last-lending.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { custodyAgain } from './custody-again.ts';
import { keepsMember } from './keeps-member.ts';
import { overdueEffects } from './overdue-effects.ts';
import { seqSince } from './seq-since.ts';

/**
 * 訂正: a member was checked out who is still inside. They are where the log had them before, as far as anybody knows and unless they have
 * moved since, in the custody they were in, and wear the pass they wore; the check-out stands in the log, and this entry refers to it.
 */
export function putBack(
  deps: DeskDeps,
  context: ActContext,
  request: CorrectionRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  const { member, reason } = request;
  return takeDeskStep(
    deps,
    context,
    { ...request, members: [{ member }] },
    {
      step: 'put-back',
      decide: async (act) => (_, arrival) =>
        keepsMember(desksKept(context.principal, request.siteId), act, arrival)
          ? inside(act, arrival)
          : { fault: 'desk-of-another' },
      entry: { kind: 'visitor-put-back', words: { reason } },
    },
  );
}

async function inside(act: DeskAct, arrival: ArrivalRow): Promise<MemberStep> {
  const { tx, siteId, day } = act;
  const { memberId } = arrival;
  const versions = await loadArrivalVersions(tx.db, siteId, [memberId], day);
  const corrects = seqSince(versions, ({ state }) => state === 'checked-out');
  if (corrects === undefined) return { fault: 'step-not-open' };
  const worn = await passWornAgain(act, arrival);
  return {
    change: { checkedOutAt: null, endOrigin: null, stateReason: null, pass: worn.pass },
    effects: await undone(act, arrival, corrects),
    remaining: worn.remaining,
    corrects,
  };
}

/** Undoes what the check-out did to where a member is and who escorts them, and nothing that has come after it. */
async function undone(
  { tx, siteId, plan }: DeskAct,
  arrival: ArrivalRow,
  checkOut: number,
): Promise<readonly Effect[]> {
  const { memberId, checkedInAt: cameAt } = arrival;
  const [before, standing, custody] = await Promise.all([
    findPlaceBefore(tx.db, siteId, memberId, checkOut),
    loadStanding(tx.db, siteId, [memberId]),
    cameAt === null ? undefined : findCustodyBefore(tx.client, siteId, memberId, { seq: checkOut, cameAt }),
  ]);
  const { zone, custody: begunSince } = standing.get(memberId) ?? {};
  const place = before ?? { zone: zone ?? null };
  return [
    ...(before === undefined
      ? []
      : [{ type: 'presence', person: memberId, zone: before.zone, certainty: 'assumed' } as const]),
    ...(custody === undefined || begunSince !== undefined ? [] : custodyAgain(memberId, custody, tx.now)),
    ...overdueEffects(plan, arrival, place.zone, tx.now),
  ];
}

/** A pass that was taken back by the mistake is lent to them again, since when it was before. */
async function passWornAgain({ tx, siteId }: DeskAct, { memberId, pass, endsAt }: ArrivalRow) {
  const current = pass === null ? undefined : await findPassByNumeral(tx.db, siteId, pass);
  if (pass === null || current?.holderId === memberId) return { pass, remaining: [] };
  const last = await findLastLending(tx.db, siteId, pass);
  const lentAt = last?.holderId === memberId && last.lentAt !== null ? last.lentAt : tx.now;
  const lending = { numeral: pass, holder: memberId, basis: 'visit', lentAt, dueAt: endsAt } as const;
  const lent = await lendPass(tx, siteId, lending, tx.nextSeq(siteId));
  if (lent.ok) return { pass, remaining: [] };
  const { detail } = lent.refusal;
  const lack = {
    code: 'pass-not-lent' as const,
    zones: [],
    ...(detail === undefined ? {} : { why: detail }),
  };
  return { pass: null, remaining: [lack] };
}
