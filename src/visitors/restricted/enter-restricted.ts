import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { nameKeysOf, organisationKeysOf } from './match-restricted.ts';
import { restrictedPersons } from './tables.ts';

/** Whom the list is to name: a person, an organisation, or a person of one. */
export type RestrictedDraft = {
  readonly name: string | null;
  readonly nameKana: string | null;
  readonly aliases: readonly string[];
  readonly organisation: string | null;
  readonly basis: string;
  /** Exclusive */
  readonly until: Date;
};

/** Enters somebody into the list of 立入制限対象者, by a person; it stops nobody before another person has approved it (I8). */
export function enterRestricted(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  draft: RestrictedDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const machine = judgeNoMachine(actor);
    if (machine !== undefined) return refuse(machine);
    const { until, basis, ...who } = draft;
    const keys = keysOf(draft);
    const errors = judgeDraft(draft, keys, tx.now);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const id = newId<'restricted'>();
    tx.record(siteId, {
      kind: 'restricted-person-entered',
      details: { restricted: id, until: until.toISOString() },
      personal: { recordClass: 'visit', data: { ...who, basis } },
    });
    await tx.db.insert(restrictedPersons).values({
      siteId,
      restrictedId: id,
      state: 'proposed',
      ...who,
      aliases: [...who.aliases],
      ...keys,
      basis,
      validUntil: until,
      enteredBy: actor.id,
      enteredAt: tx.now,
    });
    return ok({ id });
  });
}

function keysOf({ name, nameKana, aliases, organisation }: RestrictedDraft) {
  const names = nameKeysOf([name, nameKana, ...aliases]);
  const whose = organisationKeysOf(organisation);
  return {
    namesSearch: names.map(({ search }) => search),
    organisationSearch: whose?.search ?? null,
    nameKeys: names.map(({ older }) => older),
    organisationKey: whose?.older ?? null,
  };
}

function judgeDraft(
  { organisation, until }: RestrictedDraft,
  { namesSearch, organisationSearch }: ReturnType<typeof keysOf>,
  now: Date,
): readonly FieldError[] {
  const nobody = namesSearch.length === 0 && organisation === null;
  return [
    ...(nobody ? [{ at: '/name', message: '氏名か所属のどちらかを書いてください' }] : []),
    ...(organisation !== null && organisationSearch === null
      ? [{ at: '/organisation', message: '法人の種類だけでは、だれのことか決まりません' }]
      : []),
    ...(until <= now ? [{ at: '/until', message: '現在より後を指定してください' }] : []),
  ];
}
