import type { ClientBase } from 'pg';
import type { Database } from '../../db/pool.ts';
import { loadPersonExceptions } from '../../permits/registry/load-person-exceptions.ts';
import { type ArrivalRow, loadArrivalsHere } from '../../visitors/registry/arrival-rows.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { isHereOnOtherDay } from './is-here-on-other-day.ts';
import { lackComingBack } from './lack-coming-back.ts';
import { loadKeptOut } from './load-kept-out.ts';
import { type MayBeDone, mayBeDone } from './may-be-done.ts';

type Reading = {
  readonly db: Database;
  readonly client: Pick<ClientBase, 'query'>;
  readonly policy: Policy;
  readonly now: Date;
};

/** Reads what may be done next of these 来庁, which belong to these visits. */
export async function loadMayBeDone(
  reading: Reading,
  siteId: string,
  rows: readonly ArrivalRow[],
  visits: ReadonlyMap<string, WholeVisit>,
): Promise<(row: ArrivalRow) => readonly MayBeDone[]> {
  const { db, now } = reading;
  const asked = new Set(rows.map(({ memberId }) => memberId));
  const members = [...visits.values()]
    .flatMap((whole) => whole.members)
    .filter(({ memberId }) => asked.has(memberId));
  const [timeZone, here, keptOut, comesBack] = await Promise.all([
    loadTimeZone(db, siteId),
    loadArrivalsHere(db, siteId, [...visits.keys()]),
    loadKeptOut(reading, siteId, members),
    loadComingBack(reading, siteId, visits, rows),
  ]);
  const named = new Set(
    members.flatMap(({ memberId, identity }) => (identity === undefined ? [] : [memberId])),
  );
  return (arrival) => {
    const whole = visits.get(arrival.visitId);
    if (whole === undefined) return [];
    return mayBeDone({
      visit: whole.visit.state,
      arrival,
      keptOut: keptOut.get(arrival.memberId),
      hereOnOtherDay: isHereOnOtherDay(here, arrival),
      named: named.has(arrival.memberId),
      comesBack: comesBack(arrival),
      today: dayAt(now, timeZone),
      now,
    });
  };
}

/** The rules are read only where somebody is to come back. */
async function loadComingBack(
  { db, client, policy, now }: Reading,
  siteId: string,
  visits: ReadonlyMap<string, WholeVisit>,
  rows: readonly ArrivalRow[],
): Promise<(row: ArrivalRow) => boolean> {
  const out = rows.filter(({ state }) => state === 'out-for-now');
  if (out.length === 0) return () => false;
  const [rules, exceptions] = await Promise.all([
    loadSiteRules(client, siteId, policy),
    loadPersonExceptions(
      db,
      siteId,
      out.map(({ memberId }) => memberId),
    ),
  ]);
  return (arrival) => {
    const whole = visits.get(arrival.visitId);
    if (rules?.plan === undefined || whole === undefined) return false;
    const { plan, layers } = rules;
    return lackComingBack({ tx: { now }, whole, plan, layers, exceptions }, arrival) === undefined;
  };
}
