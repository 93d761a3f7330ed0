import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';
import type { Parties } from '../registry/parties-of.ts';

/**
 * Why somebody may not decide a permit as the host of a visitor it is for: for a visitor their host applies (1.2.5.3(3)(b)), so that of two
 * hosts neither decides what the other applied for (I8).
 */
export async function findHostBar(
  { db }: ActTx,
  { siteId, concernedIds }: Pick<Parties, 'concernedIds'> & { readonly siteId: string },
  personId: string,
): Promise<Refusal | undefined> {
  const hostsOf = await loadHostsOfMembers(db, siteId, concernedIds);
  return [...hostsOf.values()].some((hosts) => hosts.has(personId)) ? theirHost : undefined;
}

const theirHost: Refusal = {
  code: 'self-approval',
  detail: '許可を受ける来訪者の訪問相手は判断できません。ほかの責任者が判断してください。',
};
