import type { Refusal } from '../../kernel/problem.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadConcerned } from '../../permits/applying/load-concerned.ts';
import { notKnown } from '../../permits/applying/not-known.ts';

/** Whose thing is registered, and the field that says so. */
export type Held = { readonly holder: string; readonly at: string };

/**
 * Why somebody may not register a thing of this holder: 行政事務従事者 in office register, held so to the end of the act, and for a
 * visitor their host does. Nothing where they may.
 */
export async function weighRegistration(
  tx: ActTx,
  { principal: { actor } }: ActContext,
  siteId: string,
  { holder, at }: Held,
): Promise<Refusal | undefined> {
  const staff = await holdActiveStaff(tx, actor.type === 'person' ? [actor.id] : []);
  if (!staff.has(actor.id)) return notStaff;
  const known = await loadConcerned(tx, siteId, [holder], actor.id);
  return known.has(holder) ? undefined : { code: 'unprocessable', errors: [{ at, message: notKnown }] };
}

const notStaff: Refusal = {
  code: 'forbidden',
  detail:
    '登録は在職中の行政事務従事者が自分のトークンで行ってください。府省庁外の人については訪問相手が行います。',
};
