import type { Pool } from '../../src/db/pool.ts';
import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { isEntryKind } from '../../src/log/entry/entry-kinds.ts';
import { type ActDeps, performAct } from '../../src/log/writing/perform-act.ts';
import { createToken } from '../../src/operators/tokens/create-token.ts';
import { standingPermissions } from '../../src/people/permissions/tables.ts';
import { cards, persons } from '../../src/people/registry/tables.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { aPlan } from './a-plan.ts';
import { fromTerminal } from './from-terminal.ts';
import { storePlan } from './store-plan.ts';

export type OfficePerson = { readonly id: string; readonly cardId: string; readonly number: string };

export type Office = {
  readonly siteId: string;
  readonly persons: readonly OfficePerson[];
  /** By gateway. */
  readonly tokens: ReadonlyMap<string, string>;
};

/** A site with a plan, staff who may go everywhere at any time, a card each, and a token for every gateway. */
export async function anOffice(
  deps: ActDeps,
  {
    plan = aPlan(),
    staff = 3,
    firstNumber = 10_000,
  }: { readonly plan?: SitePlan; readonly staff?: number; readonly firstNumber?: number } = {},
): Promise<Office> {
  const site = await createSite(deps, fromTerminal(), { name: plan.site.name });
  if (!site.ok) throw new Error(JSON.stringify(site.refusal));
  const siteId = site.value.id;
  await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([ministryLogId, siteId]);
    tx.recordMinistry({ kind: 'plan-changed' }, [siteId]);
    await storePlan(tx, siteId, plan, tx.nextSeq(siteId) - 1);
    return ok(undefined);
  });
  const persons = await addStaff(deps, siteId, plan, { count: staff, firstNumber });
  const tokens = new Map<string, string>();
  for (const { id } of plan.gateways) tokens.set(id, await gatewayToken(deps, siteId, id));
  return { siteId, persons, tokens };
}

/** Staff of a site that has this plan, who may go everywhere at any time, with a card each. */
export async function addStaff(
  deps: ActDeps,
  siteId: string,
  plan: SitePlan,
  { count, firstNumber }: { readonly count: number; readonly firstNumber: number },
): Promise<readonly OfficePerson[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    id: newId<'person'>() as string,
    cardId: newId<'card'>() as string,
    number: String(firstNumber + index),
  }));
  await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([ministryLogId, siteId]);
    const fromSeq = tx.recordMinistry({ kind: 'roster-published' }, [siteId]);
    const siteSeq = tx.nextSeq(siteId) - 1;
    for (let start = 0; start < people.length; start += 1000) {
      const some = people.slice(start, start + 1000);
      await tx.db.insert(persons).values(
        some.map(({ id, number }) => ({
          personId: id,
          fromSeq,
          kind: 'staff' as const,
          state: 'active' as const,
          name: `職員${number}`,
        })),
      );
      await tx.db.insert(cards).values(
        some.map(({ id, cardId, number }) => ({
          cardId,
          fromSeq,
          format: 'wiegand-26',
          facility: '1',
          number,
          personId: id,
          state: 'active' as const,
          activeFrom: new Date(0),
        })),
      );
      await tx.db.insert(standingPermissions).values(
        some.map(({ id }) => ({
          siteId,
          permissionId: newId<'permission'>(),
          fromSeq: siteSeq,
          personId: id,
          zoneIds: plan.zones.map((zone) => zone.id),
          scheduleId: plan.schedules[0]?.id ?? 'always',
          state: 'approved' as const,
          validFrom: new Date(0),
          validUntil: new Date('2099-01-01'),
          duringLockdown: false,
          applicantId: id,
          purpose: '執務',
          approvals: [],
        })),
      );
    }
    return ok(undefined);
  });
  return people;
}

export async function gatewayToken(deps: ActDeps, siteId: string, gatewayId: string): Promise<string> {
  const made = await createToken(deps, fromTerminal(), {
    holder: { type: 'gateway', id: gatewayId, siteId },
    days: 90,
    mintedBy: { osUser: 'test', host: 'test' },
  });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.token;
}

/** The entries of a log in order; every kind among them is listed. */
export async function entriesOf(
  pool: Pool,
  siteId: string,
): Promise<readonly { readonly seq: number; readonly kind: string; readonly text: string }[]> {
  const { rows } = await pool.query<{ seq: number; kind: string; text: string }>(
    'select seq, kind, text from entries where site_id = $1 order by seq',
    [siteId],
  );
  const unlisted = rows.filter(({ kind }) => !isEntryKind(kind));
  if (unlisted.length > 0) throw new Error(`recorded, yet in no list of kinds: ${unlisted[0]?.kind}`);
  return rows;
}

/** Told by the service itself between two acts, whenever its time comes. */
export const toldByTime = 'sign-ins-failed';

/** The text of the last entry of a log, read; what is told by time alone is none. */
export async function lastEntryOf(pool: Pool, siteId: string) {
  const last = (await entriesOf(pool, siteId)).findLast(({ kind }) => kind !== toldByTime);
  return JSON.parse(last?.text ?? '{}');
}

/** Where a person is by the table, and where a granted passage not yet taken would lead. */
export async function placeOf(pool: Pool, siteId: string, person: string) {
  const { rows } = await pool.query(
    `select zone_id as zone, certainty, since, pending_door as pending, pending_to as "to"
      from presence where site_id = $1 and person_id = $2`,
    [siteId, person],
  );
  return rows[0];
}
