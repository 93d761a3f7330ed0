import { loadStanding, type Standing } from '../../access/presence/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/effects.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import { renewAdmissions } from '../../visitors/admission/renew-admissions.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { arrivalStateAfter } from '../../visitors/registry/arrival-lifecycle.ts';
import {
  type ArrivalRow,
  loadArrivals,
  loadArrivalsHere,
  loadArrivalVersions,
  saveArrivals,
} from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct, type DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { type DeskAnswer, memberAnswer } from '../check-in/desk-answer.ts';
import { deskFaults } from '../check-in/desk-faults.ts';
import { isHereOnOtherDay } from '../check-in/is-here-on-other-day.ts';
import { lacksHere } from '../check-in/lacks-here.ts';
import { leavingEffects } from '../check-in/leaving-effects.ts';
import { loadPassStillLent } from '../check-in/load-pass-still-lent.ts';
import { handPassOn } from '../passes/hand-pass-on.ts';
import { arrivalHere } from './arrival-here.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { keepsMember } from './keeps-member.ts';
import { seqSince } from './seq-since.ts';

export type PersonRequest = CorrectionRequest & {
  /** Who came in truth, of this visit or of another. */
  readonly came: { readonly visit: string; readonly member: string };
};

/**
 * 訂正: another than `member` was taken in under that name. The check-in stands in the log; from this entry on everything of it is the
 * other's: the time, what was confirmed, the pass, the place and the escort. Who is inside is inside: what the other lacks
 * keeps no truth from being written down, it is told, and the doors ask for it.
 */
export function correctPerson(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, member, reason, came }: PersonRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    for (const id of [...new Set([visitId, came.visit])].toSorted()) await lockVisit(tx, siteId, id);
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const act = begun.value;
    const found = arrivalHere(act, member);
    if (!found.ok) return found;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, act, found.value)) return refuse(notYourDesk);
    const [whole] = await loadVisits(tx.db, siteId, [came.visit]);
    const isListed = whole?.members.some(({ memberId }) => memberId === came.member) ?? false;
    const [other] = isListed ? await loadArrivals(tx.db, siteId, [came.member], day) : [];
    if (whole === undefined || other === undefined) return refuse(fault('not-that-day'));
    if (!keepsMember(kept, { plan: act.plan, whole }, undefined)) return refuse(notYourDesk);
    if (arrivalStateAfter(other.state, 'check-in') === undefined) return refuse(fault('step-not-open'));
    const here = await loadArrivalsHere(tx.db, siteId, [came.visit]);
    if (isHereOnOtherDay(here, other)) return refuse(fault('here-on-other-day'));
    const [versions, standing, passOf] = await Promise.all([
      loadArrivalVersions(tx.db, siteId, [member], day),
      loadStanding(tx.db, siteId, [member]),
      loadPassStillLent(act, [member]),
    ]);
    const wrong = { ...found.value, pass: passOf(found.value) };
    const since = wrong.checkedInAt?.getTime();
    const corrected = seqSince(versions, (one) => one.checkedInAt?.getTime() === since) ?? wrong.fromSeq;
    const announced = asIfNobodyCame(wrong, { versions, closedForAll: isClosedForAll(act) });
    const inside = withCheckInOf(other, wrong, { closedForAll: isClosedForAll(act) });
    const seq = tx.record(siteId, {
      kind: 'visit-corrected',
      subject: { person: came.member, with: [member], visit: came.visit },
      cause: { site: siteId, seq: corrected },
      effects: [
        ...leavingEffects(act.plan, wrong, standing.get(member)),
        ...effectsOfComing(came.member, standing.get(member)),
      ],
      details: { what: 'person', day, wrong: member, wrongVisit: visitId },
      personal: { recordClass: 'visit', data: { reason } },
    });
    if (wrong.pass !== null) {
      await handPassOn(tx, siteId, { numeral: wrong.pass, from: member, to: came.member }, seq);
    }
    await saveCorrection(tx, siteId, [member, came.member], seq);
    await saveArrivals(tx, siteId, [announced, inside], seq);
    for (const id of new Set([visitId, came.visit])) await renewAdmissions(tx, siteId, id, seq);
    const coming = { ...act, whole, arrivals: new Map([[came.member, other]]) };
    return ok({
      seq,
      members: [
        memberAnswer(act, { member, lacks: [] }, announced),
        memberAnswer(
          coming,
          { member: came.member, lacks: [], remaining: await lacksHere(coming, inside) },
          inside,
        ),
      ],
    });
  });
}

function fault(code: 'not-that-day' | 'step-not-open' | 'here-on-other-day'): Refusal {
  const { says, fix } = deskFaults[code];
  return { code: 'conflict', detail: `${says}。${fix}` };
}

const nothingDone = {
  deskId: null,
  identity: null,
  furtherChecks: [],
  inspection: null,
  pass: null,
  insteadOfPass: null,
  checkedInAt: null,
  checkInOrigin: null,
  backInAt: null,
  metAt: null,
  metBy: null,
} as const satisfies Partial<ArrivalRow>;

/** Whether this day of the visit turned closed for everybody, not for those who wore certain passes. */
function isClosedForAll({ whole: { visit }, day }: DeskAct): boolean {
  return visit.turnedClosed[day] !== undefined;
}

/** As if nobody had come under that name. Who was ended by the pass they wore had not worn it: their day is as it was before. */
function asIfNobodyCame(
  wrong: ArrivalRow,
  { versions, closedForAll }: { readonly versions: readonly ArrivalRow[]; readonly closedForAll: boolean },
): ArrivalRow {
  const before = closedForAll ? undefined : versions.find(({ turnedClosedAt }) => turnedClosedAt === null);
  const { endsAt, turnedClosedAt } = before ?? wrong;
  return { ...wrong, ...nothingDone, endsAt, turnedClosedAt, state: 'announced' };
}

/** Whoever was ended by the pass they wear stays ended; what was closed for all of a visit is said of its own members already. */
function withCheckInOf(
  other: ArrivalRow,
  wrong: ArrivalRow,
  { closedForAll }: { readonly closedForAll: boolean },
): ArrivalRow {
  const { deskId, identity, furtherChecks, inspection, pass, insteadOfPass } = wrong;
  const { checkedInAt, checkInOrigin, backInAt, metAt, metBy } = wrong;
  const given = { deskId, identity, furtherChecks, inspection, pass, insteadOfPass };
  const done = { ...given, checkedInAt, checkInOrigin, backInAt, metAt, metBy };
  const ended = !closedForAll && wrong.turnedClosedAt !== null ? endedAt(other, wrong.turnedClosedAt) : {};
  return { ...other, ...done, ...ended, state: 'checked-in', stateReason: null };
}

function endedAt({ endsAt, turnedClosedAt }: ArrivalRow, at: Date): Partial<ArrivalRow> {
  return { endsAt: endsAt < at ? endsAt : at, turnedClosedAt: turnedClosedAt ?? at };
}

/** The other is where the first was thought to be, in the custody that the first was thought to be in. */
function effectsOfComing(person: string, standing: Standing | undefined): readonly Effect[] {
  const { zone = null, custody } = standing ?? {};
  const escorted =
    custody === undefined || custody.broken !== undefined
      ? []
      : [
          {
            type: 'custody' as const,
            ward: person,
            escort: custody.escort,
            mode: custody.mode,
            basis: 'visit' as const,
          },
        ];
  return [{ type: 'presence', person, zone, certainty: 'assumed' }, ...escorted];
}
