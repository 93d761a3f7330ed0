import { loadStanding } from '../../access/state/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import { renewAdmissions } from '../../visitors/admission/renew-admissions.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { type ArrivalState, arrivalStateAfter } from '../../visitors/registry/arrival-lifecycle.ts';
import {
  type ArrivalRow,
  loadArrivals,
  loadArrivalsHere,
  loadArrivalVersions,
  saveArrivals,
} from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { type DeskAnswer, memberAnswers } from '../check-in/desk-answer.ts';
import { deskFaults } from '../check-in/desk-faults.ts';
import { isHereOnOtherDay } from '../check-in/is-here-on-other-day.ts';
import { lacksHere } from '../check-in/lacks-here.ts';
import { leavingEffects } from '../check-in/leaving-effects.ts';
import { handPassesOn } from '../passes/hand-passes-on.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { arrivalHere } from './arrival-here.ts';
import { becomes } from './becomes.ts';
import { beginOnOtherVisit } from './begin-on-other-visit.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { keepsMember } from './keeps-member.ts';
import { overdueEffects } from './overdue-effects.ts';
import { seqSince } from './seq-since.ts';
import { asIfNobodyCame, withCheckInOf } from './with-check-in-of.ts';

export type PersonRequest = CorrectionRequest & {
  /** Who came in truth, of this visit or of another. */
  readonly came: { readonly visit: string; readonly member: string };
};

/**
 * 訂正: another than `member` was taken in under that name. The check-in stands in the log; from this entry on everything of it is the
 * other's: the time, what was confirmed, the pass, the place and the escort, also where the two are apart. Who is inside is inside: what the
 * other lacks keeps no truth from being written down, it is told, and the doors ask for it. Two who are both in and were taken for each other
 * are exchanged.
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
    const found = arrivalHere(act, member, 'take-back');
    if (!found.ok) return found;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, act, found.value)) return refuse(notYourDesk);
    const [whole] = await loadVisits(tx.db, siteId, [came.visit]);
    const isListed = whole?.members.some(({ memberId }) => memberId === came.member) ?? false;
    const [other] = isListed ? await loadArrivals(tx.db, siteId, [came.member], day) : [];
    if (whole === undefined || other === undefined) return refuse(fault('not-that-day'));
    const isIn = other.state === 'checked-in' && came.member !== member;
    if (!keepsMember(kept, { plan: act.plan, whole }, isIn ? other : undefined)) return refuse(notYourDesk);
    const shut = isIn ? undefined : whyNotCame(other);
    if (shut !== undefined) return refuse(shut);
    const here = await loadArrivalsHere(tx.db, siteId, [came.visit]);
    if (isHereOnOtherDay(here, other)) return refuse(fault('here-on-other-day'));
    const [versions, versionsOfOther, standing, passOf] = await Promise.all([
      loadArrivalVersions(tx.db, siteId, [member], day),
      loadArrivalVersions(tx.db, siteId, [came.member], day),
      loadStanding(tx.db, siteId, [member, came.member]),
      loadPassesWorn(tx.db, siteId, [member, came.member]),
    ]);
    const wrong = { ...found.value, pass: passOf(found.value) };
    const corrected = seqSince(versions, isSameCheckIn(wrong)) ?? wrong.fromSeq;
    const closed = { closedForAll: isClosedForAll(whole, day) };
    const wrongClosed = { closedForAll: isClosedForAll(act.whole, day) };
    const announced = asIfNobodyCame(wrong, { versions, ...wrongClosed });
    const expected = isIn ? asIfNobodyCame(other, { versions: versionsOfOther, ...closed }) : other;
    const inside = withCheckInOf(expected, wrong, wrongClosed);
    const left = isIn ? withCheckInOf(announced, { ...other, pass: passOf(other) }, closed) : announced;
    const [ofWrong, ofOther] = [standing.get(member), standing.get(came.member)];
    const seq = tx.record(siteId, {
      kind: 'visit-corrected',
      subject: { person: came.member, with: [member], visit: came.visit },
      cause: { site: siteId, seq: corrected },
      effects: isIn
        ? [...becomes(member, ofWrong, ofOther), ...becomes(came.member, ofOther, ofWrong)]
        : [
            ...leavingEffects(act.plan, wrong, ofWrong),
            ...becomes(came.member, ofOther, ofWrong),
            ...overdueEffects(act.plan, inside, ofWrong?.zone ?? null, tx.now),
          ],
      details: {
        what: 'person',
        day,
        wrong: member,
        wrongVisit: visitId,
        ...(isIn ? { exchanged: true } : {}),
      },
      personal: { recordClass: 'visit', data: { reason } },
    });
    const passes = [
      { numeral: inside.pass, from: member, to: inside },
      { numeral: left.pass, from: came.member, to: left },
    ];
    await handPassesOn(tx, siteId, passes, seq);
    await saveCorrection(tx, siteId, [member, came.member], seq);
    await saveArrivals(tx, siteId, [left, inside], seq);
    for (const id of new Set([visitId, came.visit])) await renewAdmissions(tx, siteId, id, seq);
    const coming = await beginOnOtherVisit(act, whole, [other]);
    const remaining = isIn ? await lacksHere(act, left) : [];
    const remainingOfOther = await lacksHere(coming, inside);
    return ok({
      seq,
      members: [
        ...(await memberAnswers(act, [{ finding: { member, lacks: [], remaining }, next: left }])),
        ...(await memberAnswers(coming, [
          { finding: { member: came.member, lacks: [], remaining: remainingOfOther }, next: inside },
        ])),
      ],
    });
  });
}

/** Why nobody can have come who stands so, and what is put right first; undefined = they can. */
function whyNotCame({ state }: ArrivalRow): Refusal | undefined {
  if (arrivalStateAfter(state, 'check-in') !== undefined) return undefined;
  const detail = first[state];
  return detail === undefined ? fault('step-not-open') : { code: 'conflict', detail };
}

const first: Partial<Readonly<Record<ArrivalState, string>>> = {
  'out-for-now':
    '実際に来た人は、一時外出中と記録されています。先に、一時外出から戻ったことを記録してください。',
  'checked-out':
    '実際に来た人は、退出済みと記録されています。その退出の記録が誤りなら、先に退出の取消しを記録してください。',
};

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
