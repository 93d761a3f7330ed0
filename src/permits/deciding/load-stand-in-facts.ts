import { loadOfficers } from '../../authority/load-officers.ts';
import { loadBondsAmong } from '../../authority/load-role-bonds.ts';
import type { Principal } from '../../authority/principal.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadStopped } from '../../people/registry/load-stopped.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';
import { loadDeputyRights } from '../deputies/officer-deputy-rows.ts';
import { concernedIn } from '../registry/concerned-in.ts';
import type { Need } from '../rule/rule-told.ts';
import type { Decidable } from './find-decider-bar.ts';
import { holdsAt } from './holds-at.ts';
import type { StandInFacts } from './judge-stand-ins.ts';

/** Reads in whose stead somebody may decide a permit; they are in office to the end of the act, or may for nobody. */
export async function loadStandInFacts(
  tx: ActTx,
  principal: Principal,
  permit: Decidable,
  needs: readonly Need[],
): Promise<StandInFacts> {
  const { siteId, kind } = permit;
  const { id } = principal.actor;
  const parties = concernedIn(permit);
  const inOffice = (await holdActiveStaff(tx, [id])).has(id);
  const rights = inOffice ? await loadDeputyRights(tx.db, siteId, id, tx.now) : [];
  const asked = new Set(needs.flatMap(({ anyOf }) => anyOf));
  const held = await loadOfficers(tx.db, siteId, [...asked], tx.now);
  const stopped = await loadStopped(
    tx.db,
    held.map((one) => one.id),
  );
  const officers = held.filter((one) => !stopped.has(one.id));
  const bonds = await loadBondsAmong(tx.db, [...parties, ...officers.map((one) => one.id)], tx.now);
  const hostsOf = await loadHostsOfMembers(tx.db, siteId, permit.concernedIds);
  const barred = new Set([...parties, ...[...hostsOf.values()].flatMap((hosts) => [...hosts])]);
  const unsuited = officers.filter(
    (one) => barred.has(one.id) || parties.some((party) => bonds.get(one.id)?.has(party)),
  );
  return {
    kind,
    holds: holdsAt(principal, siteId),
    rights,
    officers,
    unsuited: new Set(unsuited.map((one) => one.id)),
  };
}
