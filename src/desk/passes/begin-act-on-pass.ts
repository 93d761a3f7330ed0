import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { CardRow } from '../../people/registry/card-rows.ts';
import { lockPerson } from '../../people/registry/person-rows.ts';
import { beginRightsAct } from '../../people/rights/begin-rights-act.ts';
import { beginPassAct, type PassAct } from './begin-pass-act.ts';
import { loadOwnCards } from './load-own-cards.ts';
import { findPass, type PassRow } from './pass-rows.ts';

export type ActOnPass = PassAct & {
  /** As it is under the heads. */
  readonly pass: PassRow;
  /** Own cards of the holder that count again when the loan ends. */
  readonly own: readonly CardRow[];
};

/**
 * Begins an act on a pass that was seen. With a 臨時カード it is one on the rights of its holder too, whose own cards it changes: the
 * holder is locked first, and the heads of every site where they pass are taken.
 */
export async function beginActOnPass(tx: ActTx, seen: PassRow): Promise<Result<ActOnPass, Refusal>> {
  const { siteId, passId, cardId } = seen;
  const holder = holderOfDayCard(seen);
  const person = holder === null ? undefined : await lockPerson(tx, holder);
  const act =
    holder === null
      ? await beginPassAct(tx, siteId, cardId === null ? 'paper' : 'card')
      : await beginHolderAct(tx, siteId, holder);
  const pass = await findPass(tx.db, siteId, passId);
  if (pass === undefined || holderOfDayCard(pass) !== holder) return refuse(changedHands);
  return ok({ ...act, pass, own: await loadOwnCards(tx, pass, person) });
}

/** The caller has locked the holder. */
export async function beginHolderAct(tx: ActTx, siteId: string, holder: string): Promise<PassAct> {
  const rights = await beginRightsAct(tx, [holder], () => ({}), { alsoAt: [siteId] });
  return {
    async record(draft) {
      const site = tx.nextSeq(siteId);
      return { site, ministry: await rights.record(draft) };
    },
  };
}

function holderOfDayCard({ basis, state, holderId }: PassRow): string | null {
  return basis === 'one-day' && state === 'lent' ? holderId : null;
}

const changedHands: Refusal = {
  code: 'conflict',
  detail: 'この通行証の貸出し先がいま変わりました。確かめてからやり直してください。',
};
