import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import { loadActiveStaff } from '../../people/registry/load-active-staff.ts';
import { desksKept, keepsDesk } from '../../visitors/keeping/desks-kept.ts';
import type { DeskDeps } from './check-in.ts';
import { checkInFacts } from './check-in-facts.ts';
import type { DeskAnswer } from './desk-answer.ts';
import type { GivenAtDesk } from './given-at-desk.ts';
import { identityConfirmed } from './identity-confirmed.ts';
import { lackOfGiven } from './judge-check-in.ts';
import { judgeGiven } from './judge-given.ts';
import { judgeInvitation } from './judge-invitation.ts';
import { lacksHere } from './lacks-here.ts';
import { loadInvitation } from './load-invitation.ts';
import { membersHere } from './members-here.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

type CheckedAgain = Required<Pick<GivenAtDesk, 'member' | 'identity'>>;

/**
 * Confirms once more who members are that a desk has taken in. The check of a second desk, as that of a tenant behind the reception of
 * the whole building, counts for its organisation's own zones beside the first (rows 26, 27 and ※3), and the same pass opens
 * them; at the same desk a means that suffices for a higher class does.
 */
export function secondCheck(
  deps: DeskDeps,
  context: ActContext,
  { desk: deskId, ...request }: StepRequest<CheckedAgain> & { readonly desk: string },
): Promise<Result<DeskAnswer, Refusal>> {
  const by = context.principal.actor.id;
  return takeDeskStep(deps, context, request, {
    step: 'second-check',
    shut({ plan }) {
      const desk = plan.desks?.find(({ id }) => id === deskId);
      if (desk === undefined) return 'no-such-desk';
      return keepsDesk(desksKept(context.principal, request.siteId), desk) ? undefined : 'desk-of-another';
    },
    async decide(act) {
      const { tx } = act;
      const invitation = await loadInvitation(act);
      const sponsors = {
        ...membersHere(act),
        staff: await loadActiveStaff(
          tx.db,
          request.members.flatMap(({ identity }) => identity.through ?? []),
        ),
      };
      return async ({ member, identity }, arrival) => {
        const [fault] = [
          ...judgeGiven(member, identity, undefined, sponsors),
          ...judgeInvitation(identity, invitation),
        ];
        if (fault !== undefined) {
          const { code, ...asked } = lackOfGiven(fault, checkInFacts(act, arrival));
          return { fault: code, ...asked };
        }
        const check = { deskId, identity: identityConfirmed(identity, { by, at: tx.now.toISOString() }) };
        const change = { furtherChecks: [...arrival.furtherChecks, check] };
        const remaining = await lacksHere(act, { ...arrival, ...change });
        const { means, through = null } = identity;
        return { change, remaining, details: { means, through } };
      };
    },
    entry: { kind: 'visitor-checked-again', details: { desk: deskId } },
  });
}
