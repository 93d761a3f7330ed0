import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { withKeys } from '../../visitors/planning/place-visit.ts';
import { saveIdentity } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { type DeskAnswer, memberAnswers } from '../check-in/desk-answer.ts';
import { loadKeptOut } from '../check-in/load-kept-out.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { keepsMember } from './keeps-member.ts';

export type NameRequest = CorrectionRequest & {
  readonly name: string;
  readonly nameKana?: string;
  readonly affiliation: string;
};

/**
 * 訂正: a name or affiliation was written down wrongly; it is the same person, so the 審査 stands. What it was and what it is now stand
 * in the entry's personal record, to be erased on one date. Whoever bears a name of the list after that is told with it.
 */
export function correctName(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, member, reason, name, nameKana, affiliation }: NameRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const act = begun.value;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, act, act.arrivals.get(member))) return refuse(notYourDesk);
    const listed = act.whole.members.find(({ memberId }) => memberId === member);
    const before = listed?.identity;
    if (listed === undefined || before === undefined) {
      return refuse({ code: 'not-found', detail: 'この訪問に、氏名を記録した訪問者としてはいません。' });
    }
    const identity = { ...before, name, nameKana: nameKana ?? before.nameKana, affiliation };
    const after = { ...identity, ...withKeys(identity) };
    await saveIdentity(tx, after);
    const seq = tx.record(siteId, {
      kind: 'visit-corrected',
      subject: { person: member, visit: visitId },
      cause: { site: siteId, seq: listed.fromSeq },
      details: { what: 'name', day },
      personal: {
        recordClass: 'visit',
        data: {
          reason,
          before: { name: before.name, affiliation: before.affiliation },
          after: { name, affiliation },
        },
      },
    });
    await saveCorrection(tx, siteId, [member], seq);
    const members = act.whole.members.map((one) => (one === listed ? { ...one, identity: after } : one));
    const keptOut = await loadKeptOut(tx, siteId, members);
    const corrected = { ...act, keptOut, whole: { ...act.whole, members } };
    const isRestricted = keptOut.get(member) === 'call-guard';
    const remaining = isRestricted ? [{ code: 'call-guard' as const, zones: [] }] : [];
    const finding = { member, lacks: [], remaining };
    const told = await memberAnswers(corrected, [{ finding, next: act.arrivals.get(member) }]);
    return ok({ seq, members: told.map((one) => ({ ...one, done: true })) });
  });
}
