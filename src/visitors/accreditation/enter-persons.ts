import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import { newId } from '../../kernel/ids.ts';
import { keysOfName } from '../../kernel/names/name-keys.ts';
import { searchKey } from '../../kernel/names/search-key.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { judgeUntil } from './judge-until.ts';
import { holdOrganisations, type PressOrganisationRow } from './press-organisation-rows.ts';
import { loadPersonsOf, type PressPersonRow } from './press-person-rows.ts';
import type { PressSort } from './press-sort.ts';
import { pressPersons } from './tables.ts';

/** 記者・カメラマン who are to be of an organisation. */
export type PressPersonsDraft = {
  readonly persons: readonly {
    readonly name: string;
    readonly nameKana: string | null;
    readonly sort: PressSort;
  }[];
  readonly basis: string;
  /** Exclusive */
  readonly until: Date;
};

/**
 * Enters persons of an accredited organisation into the register, all of a list or none; nobody of them is registered for an event
 * before another person has approved them (I8). A name stands once in an organisation, in whichever
 * spelling, but for namesakes whose readings differ.
 */
export function enterPersons(
  deps: ActDeps,
  context: ActContext,
  { siteId, organisationId }: { readonly siteId: string; readonly organisationId: string },
  draft: PressPersonsDraft,
): Promise<Result<{ readonly ids: readonly string[] }, Refusal>> {
  const { actor } = context.principal;
  const { basis, until } = draft;
  return performAct(deps, context, async (tx) => {
    const machine = judgeNoMachine(actor);
    if (machine !== undefined) return refuse(machine);
    const [organisation] = await holdOrganisations(tx, siteId, [organisationId]);
    if (organisation === undefined) return refuse({ code: 'not-found' });
    if (!isInForce(organisation, tx.now)) return refuse(organisationNotInForce);
    await tx.takeHeads([siteId]);
    const entered = draft.persons.map((person) => ({
      id: newId<'press-person'>() as string,
      ...person,
    }));
    // Under the head: of two lists entered at once the second finds the names of the first.
    const known = await loadPersonsOf(tx, siteId, organisationId);
    const errors = [
      ...judgeNames(
        entered,
        known.filter((one) => isOpen(one, tx.now)),
      ),
      ...judgeUntil(until, tx.now),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    tx.record(siteId, {
      kind: 'press-persons-entered',
      details: {
        pressOrganisation: organisationId,
        pressPersons: entered.map(({ id, sort }) => ({ pressPerson: id, sort })),
        until: until.toISOString(),
      },
      personal: {
        recordClass: 'visit',
        data: {
          basis,
          persons: entered.map(({ id, name, nameKana }) => ({ pressPerson: id, name, nameKana })),
        },
      },
    });
    await tx.db.insert(pressPersons).values(
      entered.map(({ id, ...person }) => ({
        ...person,
        siteId,
        pressPersonId: id,
        pressOrganisationId: organisationId,
        state: 'proposed' as const,
        ...keysOf(person),
        basis,
        validUntil: until,
        enteredBy: actor.id,
        enteredAt: tx.now,
      })),
    );
    return ok({ ids: entered.map(({ id }) => id) });
  });
}

function isInForce({ state, validUntil }: PressOrganisationRow, now: Date): boolean {
  return state === 'accredited' && validUntil > now;
}

function isOpen({ state, validUntil }: PressPersonRow, now: Date): boolean {
  return state !== 'ended' && validUntil > now;
}

/** Which lines name somebody whom a line before or the register has already. */
function judgeNames(entered: readonly Named[], known: readonly Named[]): readonly FieldError[] {
  return entered.flatMap((one, index): readonly FieldError[] => {
    const at = `/persons/${index}/name`;
    if (searchKey(one.name ?? '') === '') return [{ at, message: '氏名を書いてください' }];
    const isTaken = [...known, ...entered.slice(0, index)].some((other) => isSame(one, other));
    return isTaken ? [{ at, message: 'この報道機関に、同じ氏名の登録があります' }] : [];
  });
}

type Named = { readonly name: string | null; readonly nameKana: string | null };

/** The keys of the name, then those of its reading where one is written. */
function keysOf({ name, nameKana }: Named) {
  const keys = [name, nameKana].flatMap((one) => (one === null ? [] : [keysOfName(one)]));
  return { namesSearch: keys.map(({ search }) => search), nameKeys: keys.map(({ older }) => older) };
}

/** Namesakes are told apart by readings that differ. */
function isSame(one: Named, other: Named): boolean {
  const [name, kana] = keysOf(one).namesSearch;
  const [otherName, otherKana] = keysOf(other).namesSearch;
  return name === otherName && (kana === undefined || otherKana === undefined || kana === otherKana);
}

const organisationNotInForce: Refusal = {
  code: 'conflict',
  detail: 'この報道機関の登録は有効でないため、人を登録できません。先に報道機関の登録を確かめてください。',
};
