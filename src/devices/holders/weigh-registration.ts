import type { Refusal } from '../../kernel/problem.ts';
import type { ActContext, ActTx } from '../../log/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';

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
  const fault = (message: string): Refusal => ({ code: 'unprocessable', errors: [{ at, message }] });
  if (!(await loadWhoIs(tx.client, siteId, [holder])).has(holder)) return fault(unknown);
  const hosts = (await loadHostsOfMembers(tx.db, siteId, [holder])).get(holder);
  return hosts?.has(actor.id) === false ? fault(notTheirHost) : undefined;
}

const unknown = 'この庁舎では知られていない人です';
const notTheirHost = 'この来訪者の訪問相手が登録してください';

const notStaff: Refusal = {
  code: 'forbidden',
  detail:
    '登録は在職中の行政事務従事者が自分のトークンで行ってください。府省庁外の人については訪問相手が行います。',
};
