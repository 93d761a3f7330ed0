import { renewAdmissions } from '../../visitors/admission/renew-admissions.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { isHere } from '../../visitors/registry/arrival-lifecycle.ts';
import { type ArrivalRow, loadArrivalVersions, saveArrivals } from '../../visitors/registry/arrival-rows.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { type DeskAnswer, memberAnswers } from '../check-in/desk-answer.ts';
import { lacksHere } from '../check-in/lacks-here.ts';
import { handPassesOn } from '../passes/hand-passes-on.ts';
import { beginOnOtherVisit } from './begin-on-other-visit.ts';
import { effectsOfWearers } from './effects-of-wearers.ts';
import { seqSince } from './seq-since.ts';

/** A member who came, for whichever visit, and the pass that is lent to them. */
export type PassHolder = {
  readonly whole: WholeVisit;
  readonly arrival: ArrivalRow;
  readonly pass: string | null;
};

/** Puts right, in one entry, that two members wear each other's passes (訂正). The first entries stand. */
export async function exchangePasses(
  act: DeskAct,
  [first, second]: readonly [PassHolder, PassHolder],
  reason: string,
): Promise<DeskAnswer> {
  const { tx, siteId, day } = act;
  const [one, other] = [first.arrival.memberId, second.arrival.memberId];
  const [since, sinceOfOther] = [
    await sincePassOf(act, first.arrival),
    await sincePassOf(act, second.arrival),
  ];
  const seq = tx.record(siteId, {
    kind: 'visit-corrected',
    subject: { person: one, with: [other], visit: first.arrival.visitId },
    cause: { site: siteId, seq: since },
    effects: await effectsOfWearers(act, [
      { ...first, since },
      { ...second, since: sinceOfOther },
    ]),
    details: {
      what: 'pass',
      day,
      members: [
        { member: one, before: first.arrival.pass, after: second.pass },
        { member: other, before: second.arrival.pass, after: first.pass },
      ],
    },
    personal: { recordClass: 'visit', data: { reason } },
  });
  const handed = [
    { numeral: first.pass, from: one, to: second.arrival },
    { numeral: second.pass, from: other, to: first.arrival },
  ];
  await handPassesOn(tx, siteId, handed, seq);
  await saveCorrection(tx, siteId, [one, other], seq);
  const next = { ...first.arrival, pass: second.pass };
  const nextOfOther = { ...second.arrival, pass: first.pass };
  await saveArrivals(tx, siteId, [next, nextOfOther], seq);
  for (const id of new Set([next.visitId, nextOfOther.visitId])) await renewAdmissions(tx, siteId, id, seq);
  return {
    seq,
    members: [...(await answerOf(act, first, next)), ...(await answerOf(act, second, nextOfOther))],
  };
}

/** The entry since which the pass is written down of a member. */
async function sincePassOf(
  { tx, siteId }: DeskAct,
  { memberId, day, pass, fromSeq }: ArrivalRow,
): Promise<number> {
  const versions = await loadArrivalVersions(tx.db, siteId, [memberId], day);
  return seqSince(versions, (version) => version.pass === pass) ?? fromSeq;
}

/** Whoever is here and turns out to wear none has something to wear to be given. */
async function answerOf(act: DeskAct, { whole, arrival }: PassHolder, next: ArrivalRow) {
  const { memberId: member } = arrival;
  const theirs = await beginOnOtherVisit(act, whole, [arrival]);
  const remaining = isHere(next) && next.pass === null ? await lacksHere(theirs, next) : [];
  return memberAnswers(theirs, [{ finding: { member, lacks: [], remaining }, next }]);
}
