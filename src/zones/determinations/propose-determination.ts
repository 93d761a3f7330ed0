import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../hours/day-at.ts';
import type { Policy } from '../regulation/policy.ts';
import { isOrganisation } from '../sites/find-organisations.ts';
import { unknownOrganisation } from '../sites/unknown-organisation.ts';
import { type DeterminationDraft, judgeDraft, recordedAnswer } from './determination-row.ts';
import { findKnownNames } from './find-known-names.ts';
import { judgePerson } from './judge-adopter.ts';
import { determinations } from './tables.ts';

/** That of the ministry. */
const calendar = 'Asia/Tokyo';

/** Writes down what a person thinks should be determined (府省庁の判断). It changes nothing until another adopts it (I8). */
export function proposeDetermination(
  deps: ActDeps & { readonly policy: Policy },
  context: ActContext,
  draft: DeterminationDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgePerson(context.principal.actor);
    if (refusal !== undefined) return refuse(refusal);
    if (!(await isOrganisation(tx.db, draft.organisation))) return refuse(unknownOrganisation);
    await tx.takeHeads([ministryLogId]);
    const judged = judgeDraft(deps.policy, draft, {
      names: await findKnownNames(tx.db, draft.organisation),
      today: dayAt(tx.now, calendar),
    });
    if (!judged.ok) return judged;
    const { value, clauses = null } = judged.value;
    const { organisation, row, class: zoneClass, words, basis, from, until, heldBy } = draft;
    const id = newId<'determination'>();
    const fromSeq = tx.recordMinistry(
      {
        kind: 'determination-proposed',
        subject: { organisation, determination: id },
        details: {
          policy: deps.policy.package,
          row,
          class: zoneClass,
          ...recordedAnswer({ value, clauses }),
          from,
          until: until ?? null,
        },
      },
      [],
    );
    await tx.db.insert(determinations).values({
      determinationId: id,
      fromSeq,
      organisationId: organisation,
      policy: deps.policy.package,
      state: 'proposed',
      row,
      class: zoneClass,
      value,
      clauses,
      words,
      basis,
      heldBy: heldBy ?? null,
      proposedBy: context.principal.actor.id,
      effectiveFrom: new Date(from),
      effectiveUntil: until === undefined ? null : new Date(until),
    });
    return ok({ id });
  });
}
