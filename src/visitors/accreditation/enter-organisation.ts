import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import { newId } from '../../kernel/ids.ts';
import { keysOfOrganisation } from '../../kernel/names/name-keys.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { judgeUntil } from './judge-until.ts';
import { isRegistered } from './press-organisation-rows.ts';
import { pressOrganisations } from './tables.ts';

export type PressOrganisationDraft = {
  readonly name: string;
  /** It belongs to the 記者クラブ of the site. */
  readonly club: boolean;
  readonly basis: string;
  /** Exclusive */
  readonly until: Date;
};

/** Enters an organisation of the press (報道機関) into the register, by a person; nobody is of it before another person has approved it (I8). */
export function enterOrganisation(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { name, club, basis, until }: PressOrganisationDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const machine = judgeNoMachine(actor);
    if (machine !== undefined) return refuse(machine);
    const keys = keysOfOrganisation(name);
    const errors = [
      ...(keys.search === ''
        ? [{ at: '/name', message: '法人の種類だけでは、どこのことか決まりません' }]
        : []),
      ...judgeUntil(until, tx.now),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    // Under the head: of two who enter the same organisation at once the second finds it.
    if (await isRegistered(tx, siteId, keys, tx.now)) return refuse(registeredAlready);
    const id = newId<'press-organisation'>();
    tx.record(siteId, {
      kind: 'press-organisation-entered',
      details: { pressOrganisation: id, club, until: until.toISOString() },
      personal: { recordClass: 'visit', data: { name, basis } },
    });
    await tx.db.insert(pressOrganisations).values({
      siteId,
      pressOrganisationId: id,
      state: 'proposed',
      name,
      nameSearch: keys.search,
      nameKey: keys.older,
      club,
      basis,
      validUntil: until,
      enteredBy: actor.id,
      enteredAt: tx.now,
    });
    return ok({ id });
  });
}

const registeredAlready: Refusal = {
  code: 'conflict',
  detail: 'この名の報道機関は、すでに登録されています。一覧を確かめてください。',
};
