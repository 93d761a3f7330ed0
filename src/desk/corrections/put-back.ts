import { findCustodyBefore } from '../../access/escorts/find-custody-before.ts';
import { findPlaceBefore } from '../../access/presence/find-place-before.ts';
import { loadStanding } from '../../access/state/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import { desksKept } from '../../visitors/keeping/desks-kept.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import type { DeskAnswer } from '../check-in/desk-answer.ts';
import { type MemberStep, takeDeskStep } from '../check-in/take-desk-step.ts';
import { findLastLending } from '../passes/find-last-lending.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { custodyAgain } from './custody-again.ts';
import { findWhoLeft, type LeftAs } from './find-who-left.ts';
import { keepsMember } from './keeps-member.ts';
import { overdueEffects } from './overdue-effects.ts';

/**
 * 訂正: a member was checked out who is still inside. They are where the log had them before, as far as anybody knows and unless they have
 * moved since, in the custody they were in, and wear the pass they wore; the check-out stands in the log, and this entry refers to it. Where
 * it was under another name, which a correction has put right since, what it did is looked for there.
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
  const names = await findWhoLeft(act, { memberId: arrival.memberId, until: undefined });
  const checkOut = names.at(-1);
  if (checkOut === undefined) return { fault: 'step-not-open' };
  const worn = await passWornAgain(act, arrival, names);
  return {
    change: { checkedOutAt: null, endOrigin: null, stateReason: null, pass: worn.pass },
    effects: await undone(act, arrival, { names, checkOut }),
    remaining: worn.remaining,
    corrects: checkOut.from,
  };
}

/** Undoes what the check-out did to where a member is and who escorts them, and nothing that has come after it. */
async function undone(
  { tx, siteId, plan }: DeskAct,
  arrival: ArrivalRow,
  { names, checkOut }: { readonly names: readonly LeftAs[]; readonly checkOut: LeftAs },
): Promise<readonly Effect[]> {
  const { memberId, checkedInAt: cameAt } = arrival;
  const placings = names.map(({ memberId: person, from, until }) => ({ person, from, until }));
  const [before, standing, custody] = await Promise.all([
    findPlaceBefore(tx.db, siteId, placings),
    loadStanding(tx.db, siteId, [memberId]),
    cameAt === null
      ? undefined
      : findCustodyBefore(tx.client, siteId, checkOut.memberId, { seq: checkOut.from, cameAt }),
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

/** A pass that was taken back by the mistake, of whoever was thought to have left, is lent to them again, since when it was before. */
async function passWornAgain(
  { tx, siteId }: DeskAct,
  { memberId, pass, endsAt }: ArrivalRow,
  names: readonly LeftAs[],
) {
  const current = pass === null ? undefined : await findPassByNumeral(tx.db, siteId, pass);
  if (pass === null || current?.holderId === memberId) return { pass, remaining: [] };
  const last = await findLastLending(tx.db, siteId, pass);
  const isTheirs = names.some(({ memberId: name }) => name === last?.holderId);
  const lentAt = (isTheirs ? last?.lentAt : undefined) ?? tx.now;
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
