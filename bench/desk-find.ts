import type { Client } from 'pg';
import { fillSearchKeys } from '../src/db/fill-search-keys.ts';
import { databaseOf } from '../src/db/pool.ts';
import { loadMayBeDone } from '../src/desk/check-in/load-may-be-done.ts';
import { showArrivals } from '../src/desk/check-in/show-arrivals.ts';
import { findWearer } from '../src/desk/passes/find-wearer.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import { arrivalsMatching } from '../src/visitors/finding/arrivals-matching.ts';
import { listArrivals } from '../src/visitors/registry/list-arrivals.ts';
import { loadVisitsOf } from '../src/visitors/registry/load-visits-of.ts';
import { loadPolicy, usualPolicy } from '../src/zones/regulation/load-policy.ts';
import { fromTerminal } from '../test/support/from-terminal.ts';
import { median, rounded } from './figures.ts';

/** 来庁 of the day that is searched, and of each of the days around it. */
const aDay = 5_000;
const daysBefore = 10;
const membersOfVisit = 4;
const day = '2026-10-15';
const nobody = '該当なし';
/** What an invitation shows that a reader types. */
const invitation = '776'.padStart(26, '0');
/** Part of a name that many have, one that few have, both by their readings, a company, a host, a pass, an invitation, and what nobody has. */
const typed = [
  '佐藤',
  '佐藤直',
  'さと',
  'サトウナオ',
  '商事12',
  '職員100',
  'V-777',
  invitation,
  nobody,
] as const;
/** Of each; the first of them warm up and are thrown away. */
const times = 40;
const warmUp = 10;
const limit = 50;

/**
 * How long the desk waits for the first page of what it typed, from the question to the lines with their hosts and with what may be done, in milliseconds:
 * the median of each way to find somebody, the slowest of these medians, and that against one round trip (`select 1`); and the
 * slowest of what each took at least, for neighbours only add.
 */
export async function measureDeskFind(
  { pool, clock }: ActDeps,
  siteId: string,
): Promise<Readonly<Record<string, number>>> {
  const db = databaseOf(pool);
  const { principal } = fromTerminal();
  const policy = loadPolicy(usualPolicy);
  const days = { day, stillHere: [] };
  const medians: number[] = [];
  const least: number[] = [];
  for (const q of typed) {
    const samples: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const before = performance.now();
      const matching = await arrivalsMatching(db, siteId, days, q, (numeral) =>
        findWearer(db, siteId, numeral),
      );
      const page = await listArrivals(db, siteId, { ...days, waiting: false, matching, limit });
      const now = clock.now();
      const visits = await loadVisitsOf(db, siteId, page.items);
      const shown = await showArrivals(pool, principal, siteId, page.items, visits, now);
      const mayOf = await loadMayBeDone({ db, client: pool, policy, now }, siteId, page.items, visits);
      page.items.forEach(mayOf);
      samples.push(performance.now() - before);
      if (shown.length === 0 && q !== nobody) throw new Error(`nobody was found by ${q}`);
    }
    medians.push(median(samples.slice(warmUp)));
    least.push(Math.min(...samples));
  }
  const trips: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const before = performance.now();
    await pool.query('select 1');
    trips.push(performance.now() - before);
  }
  const selectOne = median(trips.slice(warmUp));
  const slowest = Math.max(...medians);
  return {
    ...Object.fromEntries(typed.map((q, nth) => [q, rounded(medians[nth] ?? Number.NaN)])),
    slowestMs: rounded(slowest),
    slowestLeastMs: rounded(Math.max(...least)),
    selectOneMs: rounded(selectOne),
    toSelectOne: rounded(slowest / selectOne),
  };
}

/** Announces as many visitors as a large office has in a day, for that day and the ten before it, to hosts of the office in turn. */
export async function expectVisitors(
  client: Client,
  siteId: string,
  hostIds: readonly string[],
): Promise<void> {
  await client.query('update persons set name_key = name where name_key is null');
  await client.query('drop table if exists expected');
  await client.query(
    `create temp table expected as
      select nth, $1::uuid as site_id, visit_id, gen_random_uuid() as member_id,
        $2::date - (nth / $3)::int as day, host_id,
        (array['佐藤','鈴木','高橋','田中','伊藤','渡辺','山本','中村','小林','加藤'])[1 + nth % 10]
          || (array['直子','一郎','花子','健','美咲','翔','陽子','誠','恵','学','修'])[1 + nth % 11] as name,
        (array['サトウ','スズキ','タカハシ','タナカ','イトウ','ワタナベ','ヤマモト','ナカムラ','コバヤシ','カトウ'])[1 + nth % 10]
          || (array['ナオコ','イチロウ','ハナコ','ケン','ミサキ','ショウ','ヨウコ','マコト','メグミ','マナブ','オサム'])[1 + nth % 11] as name_kana,
        '商事' || nth % 800 as company
      from (
        select nth, visit.visit_id, ($5::uuid[])[1 + (nth / $4) % cardinality($5::uuid[])] as host_id
        from generate_series(0, $3 * ($6 + 1) - 1) nth
        join (
          select at, gen_random_uuid() as visit_id from generate_series(0, $3 * ($6 + 1) / $4) at
        ) visit on visit.at = nth / $4
      ) placed`,
    [siteId, day, aDay, membersOfVisit, hostIds, daysBefore],
  );
  for (const statement of placing) await client.query(statement);
  await fillSearchKeys(client, 10_000);
}

const placing = [
  `insert into visits (site_id, visit_id, from_seq, organisation_id, purpose, days, starts_at, ends_at, language, state, planned_by)
    select distinct on (visit_id) site_id, visit_id, 1, site_id, 'meeting', array[day], '09:00', '17:00', 'ja', 'planned', host_id
    from expected`,
  `insert into destinations (site_id, destination_id, from_seq, visit_id, host_id, zone_ids, way_zone_ids, member_ids, escort_ids,
      reviewed_member_ids, reviewed_days)
    select distinct on (visit_id) site_id, gen_random_uuid(), 1, visit_id, host_id, '{room-1}'::text[], '{hall}'::text[],
      '{}'::uuid[], '{}'::uuid[], '{}'::uuid[], '{}'::date[]
    from expected`,
  `insert into members (site_id, member_id, from_seq, visit_id, listed, things)
    select site_id, member_id, 1, visit_id, true, '[]' from expected`,
  `insert into visitor_identities (site_id, member_id, visit_id, last_day, name, name_kana, affiliation, name_key, kana_key, affiliation_key)
    select site_id, member_id, visit_id, day, name, name_kana, company, name, name_kana, company from expected`,
  `insert into invitations (site_id, invitation_id, visit_id)
    select site_id, lpad(min(nth)::text, 26, '0'), visit_id from expected group by site_id, visit_id`,
  `insert into arrivals (site_id, member_id, day, from_seq, visit_id, state, starts_at, ends_at, pass)
    select site_id, member_id, day, 1, visit_id, case when nth % 3 = 0 then 'checked-in' else 'announced' end,
      day + time '09:00' + nth % 480 * interval '1 minute', day + time '17:00',
      case when nth % 3 = 0 then 'V-' || nth end
    from expected`,
  `insert into passes (site_id, pass_id, from_seq, numeral, basis, highest_class, state, holder_id, suspended_card_ids)
    select site_id, gen_random_uuid(), 1, pass, 'visit', 3, 'lent', member_id, '{}' from arrivals where state = 'checked-in' and day = '${day}'`,
];
