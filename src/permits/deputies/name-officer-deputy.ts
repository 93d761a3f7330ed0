import { scopesHeld } from '../../authority/principal.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import type { DeputisedRole } from './deputy-forms.ts';
import { judgeOfficerDeputy, type OfficerDeputyDraft } from './judge-officer-deputy.ts';
import { officerDeputies } from './tables.ts';

/** A deputy of an officer, with the role it is for and the paper it rests on. */
export type OfficerDeputyRequest = OfficerDeputyDraft & {
  readonly role: DeputisedRole;
  readonly scope: string | null;
  readonly title: string;
  readonly basis: string;
};

/**
 * Names who decides permits in an officer's stead (代決・専決), by the officer alone: so whoever appointed the deputy is whom they stand in for,
 * and may not be a party either (I8).
 */
export function nameOfficerDeputy(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { role, scope, title, basis, ...draft }: OfficerDeputyRequest,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const held = scopesHeld(context.principal, role, siteId);
    const theirs = held === 'all' || (scope !== null && held.has(scope));
    if (actor.type !== 'person' || !theirs) return refuse(notTheirs);
    const staff = await holdActiveStaff(tx, [actor.id, draft.personId]);
    const errors = judgeOfficerDeputy(draft, { officerId: actor.id, staff, now: tx.now });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const id = newId<'deputy'>();
    const { form, personId, kinds, from, until } = draft;
    const fromSeq = tx.record(siteId, {
      kind: 'officer-deputy-named',
      subject: { person: personId },
      details: { deputy: id, form, role, scope, kinds, from: from.toISOString(), until: until.toISOString() },
    });
    await tx.db.insert(officerDeputies).values({
      siteId,
      deputyId: id,
      fromSeq,
      form,
      role,
      scope,
      officerId: actor.id,
      personId,
      title,
      kinds,
      basis,
      validFrom: from,
      validUntil: until,
    });
    return ok({ id });
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '代決・専決をさせる人を決めるのは、その役割を持つ責任者本人です。',
};
