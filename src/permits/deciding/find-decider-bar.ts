import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type Concerning, concernedIn } from '../registry/concerned-in.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { findHostBar } from './find-host-bar.ts';
import { judgeDecider } from './judge-decider.ts';

/** A permit, or what is to become one, as far as it hangs on it who decides it. */
export type Decidable = Concerning & Readonly<Pick<PermitRow, 'siteId' | 'kind'>>;

/** Why somebody may decide nothing of a permit, whatever their role (I8): a party, bound to one, or host of a visitor it is for. */
export async function findDeciderBar(
  tx: ActTx,
  { actor }: Pick<Principal, 'actor'>,
  permit: Decidable,
): Promise<Refusal | undefined> {
  const bound = await loadRoleBonds(tx.db, actor.id, concernedIn(permit), tx.now);
  return judgeDecider(actor, permit, bound) ?? (await findHostBar(tx, permit, actor.id));
}
