import { databaseOf } from '../../db/pool.ts';
import type { ExpectedPermits } from '../../demo/permits/expect-permits.ts';
import type { PermitsOfDay } from '../../demo/permits/stories-of-permits.ts';
import type { Walker } from '../../demo/traffic/plan-day.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { listRoles } from '../../operators/roles/list-roles.ts';
import { loadContractsOf } from '../../people/registry/load-contracts-of.ts';

/** The permits of a simulated day, and whoever acts in them, by their ids. */
export type ReadyPermits = PermitsOfDay & { readonly staff: readonly string[] };

/** Finds who decides for the zones of what is expected, and the contract of those who work. Nobody decides for themselves. */
export async function readyPermits(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  siteId: string,
  walkers: readonly Walker[],
  { pictures, work }: ExpectedPermits,
): Promise<ReadyPermits> {
  const db = databaseOf(pool);
  const photographer = pictures === undefined ? undefined : walkers[pictures.walker]?.personId;
  const applying = [photographer, work?.attendant.personId].filter((id) => id !== undefined);
  const zones = [pictures?.zone, work?.zone].filter((zone) => zone !== undefined);
  const { items } = await listRoles(db, { limit: 200, role: 'zone-officer' }, clock.now());
  const officers = new Map(
    zones.flatMap((zone) => {
      const of = items.find(
        (one) => one.siteId === siteId && one.scope === zone && !applying.includes(one.holder),
      );
      return of === undefined ? [] : [[zone, of.holder] as const];
    }),
  );
  const contracts = await loadContractsOf(db, work?.workers.map(({ personId }) => personId) ?? []);
  const [contract] = contracts.values();
  return {
    pictures,
    work: work === undefined || contract === undefined ? undefined : { ...work, contract },
    officers,
    staff: [...applying, ...officers.values()],
  };
}
