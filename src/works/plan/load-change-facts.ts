import { loadBondsAmong } from '../../authority/load-role-bonds.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadConcerned } from '../../permits/applying/load-concerned.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';
import type { ChangeFacts } from './judge-change.ts';
import type { WorkTerms } from './work-terms.ts';

/**
 * Looks up who the workers are of a plan that whoever planned it changes. They add visitors whom they host; of urgent work, which an officer
 * began in their own name, any.
 */
export async function loadChangeFacts(
  tx: ActTx,
  permit: PermitRow,
  { form, tools }: WorkTerms,
  persons: readonly string[],
): Promise<ChangeFacts> {
  const { siteId, applicantId, concernedIds, consents } = permit;
  const added = persons.filter((one) => !concernedIds.includes(one));
  const nameable =
    form === 'urgent'
      ? await loadWhoIs(tx.client, siteId, added)
      : await loadConcerned(tx, siteId, added, applicantId);
  const planned = await loadWhoIs(tx.client, siteId, concernedIds);
  const deciders = [...consents, ...tools.flatMap(({ leave }) => leave ?? [])].map(({ by }) => by);
  const hostsOf = await loadHostsOfMembers(tx.db, siteId, added);
  const bonds = await loadBondsAmong(tx.db, [...added, ...deciders], tx.now);
  const barred = new Map(
    added.map((one) => [one, new Set([...(hostsOf.get(one) ?? []), ...(bonds.get(one) ?? [])])]),
  );
  return { permit, deciders, known: new Map([...planned, ...nameable]), barred };
}
