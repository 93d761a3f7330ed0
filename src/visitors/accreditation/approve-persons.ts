import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockPersons, savePersons } from './press-person-rows.ts';
import { weighApprovals } from './weigh-approvals.ts';

/** Approves persons of one organisation, all of them or none, by another person than whoever entered them (I8). */
export function approvePersons(
  deps: ActDeps,
  context: ActContext,
  { siteId, organisationId }: { readonly siteId: string; readonly organisationId: string },
  personIds: readonly string[],
): Promise<Result<{ readonly state: 'accredited' }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const locked = await lockPersons(tx, siteId, personIds, 'update');
    const persons = locked.filter(({ pressOrganisationId }) => pressOrganisationId === organisationId);
    const refusals = await weighApprovals(tx, context, siteId, persons);
    // Who may not approve at all is told so; what is wrong with single persons is told line by line.
    const barred = refusals.find((refusal) => refusal !== undefined && refusal.code !== 'conflict');
    if (barred !== undefined) return refuse(barred);
    const faultOf = new Map(
      persons.map(({ pressPersonId }, index) => [pressPersonId, refusals[index]?.detail]),
    );
    const errors = personIds.flatMap((id, index): readonly FieldError[] => {
      const message = faultOf.has(id) ? faultOf.get(id) : 'この報道機関に、この人の登録はありません';
      return message === undefined ? [] : [{ at: `/persons/${index}`, message }];
    });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const details = { pressOrganisation: organisationId, pressPersons: personIds };
    tx.record(siteId, { kind: 'press-persons-approved', details });
    const approved = { approvedBy: context.principal.actor.id, approvedAt: tx.now };
    await savePersons(tx, siteId, personIds, { state: 'accredited', ...approved });
    return ok({ state: 'accredited' });
  });
}
