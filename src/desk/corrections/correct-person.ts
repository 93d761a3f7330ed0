import { loadStanding } from '../../access/state/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { renewAdmissions } from '../../visitors/admission/renew-admissions.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { arrivalStateAfter, hasCome, isHere } from '../../visitors/registry/arrival-lifecycle.ts';
import {
  type ArrivalRow,
  loadArrivals,
  loadArrivalsHere,
  loadArrivalVersions,
  saveArrivals,
} from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct, type DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { type DeskAnswer, memberAnswers } from '../check-in/desk-answer.ts';
import { deskFaults } from '../check-in/desk-faults.ts';
import { isHereOnOtherDay } from '../check-in/is-here-on-other-day.ts';
import { lacksHere } from '../check-in/lacks-here.ts';
import { handPassesOn } from '../passes/hand-passes-on.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { arrivalToCorrect } from './arrival-to-correct.ts';
import { beginOnOtherVisit } from './begin-on-other-visit.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { effectsOfMistaken, type Mistaken } from './effects-of-mistaken.ts';
import { keepsMember } from './keeps-member.ts';
import { seqSince } from './seq-since.ts';
import { asIfNobodyCame, withStayOf } from './with-stay-of.ts';

export type PersonRequest = CorrectionRequest & {
  /** Who came in truth, of this visit or of another. */
  readonly came: { readonly visit: string; readonly member: string };
};

/**
 * 訂正: another than `member` was taken in under that name. The check-in stands in the log; from this entry on everything of it is the
 * other's: the time, what was confirmed, the pass, the place and the escort, also where the two are apart. Who is inside is inside: what the
 * other lacks keeps no truth from being written down, it is told, and the doors ask for it. Two who both came and were taken for each other
 * are exchanged. Who has left, or is out for a while, has so under the other name.
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
    const found = arrivalToCorrect(act, member, 'take-back');
    if (!found.ok) return found;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, act, found.value)) return refuse(notYourDesk);
    const [whole] = await loadVisits(tx.db, siteId, [came.visit]);
    const isListed = whole?.members.some(({ memberId }) => memberId === came.member) ?? false;
    const [other] = isListed ? await loadArrivals(tx.db, siteId, [came.member], day) : [];
    if (whole === undefined || other === undefined) return refuse(fault('not-that-day'));
    const bothCame = hasCome(other) && came.member !== member;
    const desk = bothCame ? other : undefined;
    if (!keepsMember(kept, { plan: act.plan, whole }, desk)) return refuse(notYourDesk);
    if (!bothCame && arrivalStateAfter(other.state, 'check-in') === undefined)
      return refuse(fault('step-not-open'));
    const [versions, versionsOfOther, standing, passOf, here] = await Promise.all([
      loadArrivalVersions(tx.db, siteId, [member], day),
      loadArrivalVersions(tx.db, siteId, [came.member], day),
      loadStanding(tx.db, siteId, [member, came.member]),
      loadPassesWorn(tx.db, siteId, [member, came.member]),
      loadArrivalsHere(tx.db, siteId, [visitId, came.visit]),
    ]);
    const wrong = { ...found.value, pass: passOf(found.value) };
    const corrected = seqSince(versions, isSameCheckIn(wrong)) ?? wrong.fromSeq;
    const closed = { closedForAll: isClosedForAll(whole, day) };
    const wrongClosed = { closedForAll: isClosedForAll(act.whole, day) };
    const announced = asIfNobodyCame(wrong, { versions, ...wrongClosed });
    const expected = bothCame ? asIfNobodyCame(other, { versions: versionsOfOther, ...closed }) : other;
    const truth = withStayOf(expected, wrong, wrongClosed);
    const left = bothCame ? withStayOf(announced, { ...other, pass: passOf(other) }, closed) : announced;
    if ([truth, left].some((is) => isHere(is) && isHereOnOtherDay(here, is))) {
      return refuse(fault('here-on-other-day'));
    }
    const mistaken = (was: ArrivalRow, is: ArrivalRow): Mistaken => ({
      was,
      is,
      standing: standing.get(is.memberId),
      hereOnOtherDay: isHereOnOtherDay(here, is),
    });
    const seq = tx.record(siteId, {
      kind: 'visit-corrected',
      subject: { person: came.member, with: [member], visit: came.visit },
      cause: { site: siteId, seq: corrected },
      effects: effectsOfMistaken(act.plan, [mistaken(wrong, left), mistaken(other, truth)], tx.now),
      details: {
        what: 'person',
        day,
        wrong: member,
        wrongVisit: visitId,
        ...(bothCame ? { exchanged: true } : {}),
      },
      personal: { recordClass: 'visit', data: { reason } },
    });
    const passes = [
      { numeral: truth.pass, from: member, to: truth },
      { numeral: left.pass, from: came.member, to: left },
    ];
    await handPassesOn(tx, siteId, passes, seq);
    await saveCorrection(tx, siteId, [member, came.member], seq);
    await saveArrivals(tx, siteId, [left, truth], seq);
    for (const id of new Set([visitId, came.visit])) await renewAdmissions(tx, siteId, id, seq);
    const coming = await beginOnOtherVisit(act, whole, [other]);
    return ok({ seq, members: [...(await answerOf(act, left)), ...(await answerOf(coming, truth))] });
  });
}

/** Whoever is here is told what they lack. */
async function answerOf(act: DeskAct, next: ArrivalRow) {
  const remaining = isHere(next) ? await lacksHere(act, next) : [];
  return memberAnswers(act, [{ finding: { member: next.memberId, lacks: [], remaining }, next }]);
}

function fault(code: 'not-that-day' | 'step-not-open' | 'here-on-other-day'): Refusal {
  const { says, fix } = deskFaults[code];
  return { code: 'conflict', detail: `${says}。${fix}` };
}

function isSameCheckIn({ checkedInAt }: ArrivalRow): (version: ArrivalRow) => boolean {
  return (version) => version.checkedInAt?.getTime() === checkedInAt?.getTime();
}

/** Whether this day of a visit turned closed for everybody, not for those who wore certain passes. */
function isClosedForAll({ visit }: WholeVisit, day: string): boolean {
  return visit.turnedClosed[day] !== undefined;
}
