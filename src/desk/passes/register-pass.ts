import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { judgeNewCard } from '../../people/cards/judge-new-card.ts';
import { type CardRow, findCardByKey, saveCard } from '../../people/registry/card-rows.ts';
import { cards } from '../../people/registry/tables.ts';
import { beginPassAct } from './begin-pass-act.ts';
import { findPassByNumeral, type PassRow } from './pass-rows.ts';
import { subjectOfPass } from './subject-of-pass.ts';
import { passes } from './tables.ts';
import { nobody } from './take-pass-back.ts';

export type PassDraft = Pick<PassRow, 'numeral' | 'basis' | 'highestClass'> & {
  /** Absent = paper. A card in stock of the ministry, or one that nobody has registered yet. */
  readonly card?: CardKey | undefined;
};

/** Adds a pass to the stock of a site's desk. Its card, if it has one, belongs to the site's pool from then on and to no person. */
export function registerPass(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { numeral, basis, highestClass, card }: PassDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const key = card === undefined ? undefined : canonicalCardKey(card);
    const act = await beginPassAct(tx, siteId, key === undefined ? 'paper' : 'card');
    const inStock = key === undefined ? undefined : await findCardByKey(tx.db, key);
    const refusal =
      judgeNumeral(await findPassByNumeral(tx.db, siteId, numeral)) ??
      (key === undefined || isInStock(inStock) ? undefined : judgeNewCard(key, inStock));
    if (refusal !== undefined) return refuse(refusal);

    const id = newId<'pass'>();
    const cardId = key === undefined ? null : (inStock?.cardId ?? newId<'card'>());
    const seqs = await act.record({
      kind: 'pass-registered',
      ...subjectOfPass({ cardId, holderId: null }),
      details: { pass: id, numeral, basis, highestClass },
      ...(key === undefined ? {} : { personal: { recordClass: 'person', data: key } }),
    });
    await tx.db.insert(passes).values({
      siteId,
      passId: id,
      fromSeq: seqs.site,
      numeral,
      basis,
      highestClass,
      cardId,
      state: 'in-stock',
      ...nobody,
    });
    if (key !== undefined && cardId !== null)
      await putInPool(tx, siteId, { key, cardId, inStock }, seqs.ministry);
    return ok({ id });
  });
}

/** Given to nobody, in no other pool, and not stopped. */
function isInStock(card: CardRow | undefined): card is CardRow {
  return (
    card !== undefined &&
    card.personId === null &&
    card.poolSiteId === null &&
    card.state === 'active' &&
    !card.twinned
  );
}

type Pooled = { readonly key: CardKey; readonly cardId: string; readonly inStock: CardRow | undefined };

async function putInPool(
  tx: ActTx,
  siteId: string,
  { key, cardId, inStock }: Pooled,
  seq: number,
): Promise<void> {
  if (inStock !== undefined) return saveCard(tx, inStock, { poolSiteId: siteId }, seq);
  await tx.db
    .insert(cards)
    .values({ ...key, cardId, fromSeq: seq, poolSiteId: siteId, state: 'active', activeFrom: tx.now });
}

function judgeNumeral(standing: PassRow | undefined): Refusal | undefined {
  return standing === undefined
    ? undefined
    : { code: 'conflict', detail: 'この番号の通行証はすでにあります。別の番号にしてください。' };
}
