import { randomUUID } from 'node:crypto';
import { ministryLogId } from '../../src/kernel/ids.ts';
import type { RecordKind, RecordRow } from '../../src/records/kinds/record-kinds.ts';
import { rowsAtOnce } from '../../src/records/rows/record-asked.ts';
import { append, logEnd } from './a-site.ts';
import { asOwner } from './as-owner.ts';
import type { TestApp } from './test-app.ts';

type Cells = Readonly<Record<string, unknown>>;

const zones = ['hall', 'office'] as const;
type Zone = (typeof zones)[number];

/** Of which table a record is filled: each row of it is like one that is there but for some cells. */
type Filling = {
  readonly table: string;
  /** Which row of the table the others are like; any where nothing is said. */
  readonly like?: string;
  /** Of the `nth` row; the column of the record named `shown` shows its word. */
  readonly cells: (nth: number, zone: Zone, site: string) => Cells;
  readonly shown: string;
  /** The word, where it is not `wordOf` it. */
  readonly word?: (nth: number) => string;
};

/** More than two pages, and not a whole number of them. */
const many = 2 * rowsAtOnce + 203;
/** Of a thing, so that a page ends amid those of one. */
const versions = 3;

const idOf = Array.from({ length: many }, () => randomUUID());
const parentOf: Readonly<Record<Zone, string>> = { hall: randomUUID(), office: randomUUID() };
const begunAt = '2026-04-06T00:00:00Z';

/** Behind all others of their record: one that nobody ended yet, and one that nobody began. */
const lastWorks = {
  running: 'ffffffff-ffff-7fff-bfff-fffffffffffe',
  next: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
};

const wordOf = (nth: number) => `第${nth}の行`;
const zoneOf = (nth: number): Zone => (Math.floor(nth / versions) % 2 === 0 ? 'hall' : 'office');
const standing = { from_seq: 1, until_seq: null };

/** Of the versions of a thing the `nth` of all, under `key`; the last one stands. */
function versionOf(key: string, nth: number, first: number): Cells {
  const place = nth % versions;
  const isLast = place === versions - 1 || nth === many - 1;
  return {
    ...{ [key]: idOf[nth - place], from_seq: first + place, until_seq: isLast ? null : first + place + 1 },
    changed_at: `2026-04-06T00:00:0${place}Z`,
  };
}

const permitsOf = (kind: string): Filling => ({
  ...{ table: 'permits', like: `kind = '${kind}'`, shown: 'purpose' },
  cells: (nth, zone) => ({ ...standing, permit_id: randomUUID(), zone_ids: [zone], purpose: wordOf(nth) }),
});

const fillings: Readonly<Record<RecordKind, Filling>> = {
  visits: {
    ...{ table: 'arrivals', shown: 'pass' },
    cells: (nth, zone) => ({
      ...{
        ...standing,
        visit_id: parentOf[zone],
        member_id: idOf[nth],
        day: '2026-04-06',
        pass: wordOf(nth),
      },
    }),
  },
  // All of them came at once: which entry told it, and where in it, alone says who was first.
  passages: {
    ...{ table: 'moves', shown: 'id', word: (nth) => idOf[nth] ?? '' },
    cells: (nth, zone) => ({
      ...{ person_id: idOf[nth], seq: 2, ordinal: nth, zone_id: zone, certainty: 'assumed' },
      ...{ recorded_at: begunAt, at: begunAt, happened_at: begunAt },
    }),
  },
  movements: {
    ...{ table: 'items', shown: 'serial' },
    cells: (nth, zone) => ({
      ...{
        ...versionOf('item_id', nth, 3),
        serial: wordOf(nth),
        zone_id: zone,
        present: 1 + (nth % versions),
      },
    }),
  },
  things: permitsOf('private-device'),
  photography: permitsOf('photography'),
  works: {
    ...{ table: 'work_occurrences', shown: 'resultWords' },
    cells: (nth, zone) => ({
      ...{ occurrence_id: idOf[nth], permit_id: parentOf[zone], workers_in: 2, workers_out: 2 },
      ...{ begun_at: begunAt, ended_at: '2026-04-06T00:00:00.001Z', result: wordOf(nth) },
    }),
  },
  systems: {
    ...{ table: 'information_systems', shown: 'system' },
    cells: (nth, zone, site) => ({
      ...{
        ...versionOf('system_id', nth, 1),
        name: wordOf(nth),
        database_number: null,
        places: [{ site, zone }],
      },
    }),
  },
  equipment: {
    ...{ table: 'equipment', shown: 'number' },
    cells: (nth, zone) => ({ ...versionOf('equipment_id', nth, 1), number: wordOf(nth), zone_id: zone }),
  },
  measures: {
    ...{ table: 'zone_measures', shown: 'what' },
    cells: (nth, zone) => ({ ...standing, measure_id: idOf[nth], what: wordOf(nth), zone_id: zone }),
  },
  keys: {
    ...{ table: 'zone_keys', shown: 'number' },
    cells: (nth, zone) => ({
      ...versionOf('key_id', nth, 1),
      code: wordOf(nth),
      zone_id: zone,
      state: 'lost',
    }),
  },
  reads: {
    ...{ table: 'personal_reads', shown: 'id' },
    cells: (nth) => ({
      ...{ read_id: idOf[nth], actor_type: 'machine', actor_id: wordOf(nth), what: '/persons' },
      ...{ begun_at: begunAt, told_seq: 1 },
    }),
  },
};

/** Makes every record of a filled office longer than two pages: of whatever has zones, three rows in one and three in the other by turns. */
export async function fillRecords(test: Pick<TestApp, 'ownerUrl'>, site: string): Promise<void> {
  const add = (table: string, rows: readonly Cells[], like = 'true') =>
    asOwner(
      test,
      `insert into ${table} select row.* from jsonb_array_elements($1::jsonb) as cells
        left join (select t as first from ${table} t where ${like} limit 1) t on true
        cross join lateral jsonb_populate_record(coalesce(t.first, null::${table}), cells) as row`,
      [JSON.stringify(rows.map((row) => ({ site_id: site, ...row })))],
    );
  for (const zone of zones) {
    const [of, zone_ids] = [{ ...standing, visit_id: parentOf[zone] }, [zone]];
    await add('visits', [of]);
    await add('destinations', [{ ...of, destination_id: randomUUID(), zone_ids, member_ids: [] }]);
    await add('permits', [{ ...standing, permit_id: parentOf[zone], zone_ids }], `kind = 'delivery'`);
  }
  const everyNth = [...idOf.keys()];
  for (const { table, like, cells } of Object.values(fillings)) {
    await add(
      table,
      everyNth.map((nth) => cells(nth, zoneOf(nth), site)),
      like,
    );
  }
  const running = { occurrence_id: lastWorks.running, permit_id: parentOf.office };
  await add('work_occurrences', [
    { ...running, begun_at: begunAt, workers_in: 2, ended_at: null, workers_out: null, result: null },
  ]);
  // What was there before the first that is told of an item.
  const before = everyNth.filter((nth) => nth % versions === 0);
  await add(
    'items',
    before.map((nth) => ({ ...versionOf('item_id', nth, 2), until_seq: 3, present: 0, zone_id: null })),
  );
}

/** Of the rows of a record the words of those it was filled with, and which of them lie in a zone, or in any. */
export function filledWords(kind: RecordKind, rows: readonly RecordRow[], zone?: Zone) {
  const { shown, word = wordOf } = fillings[kind];
  const nths = [...idOf.keys()];
  const all = new Set(nths.map(word));
  return {
    shown: rows.flatMap(({ [shown]: cell }) => (cell && all.has(cell) ? [cell] : [])).toSorted(),
    filled: nths
      .filter((nth) => zone === undefined || zoneOf(nth) === zone)
      .map(word)
      .toSorted(),
  };
}

/** What changes of the rows of tables that keep what was before beside what is now: a record would show it. */
const changes = {
  arrivals: { pass: '後のこと' },
  permits: { purpose: '後のこと' },
  items: { present: versions + 1 },
  equipment: { name: '後のこと' },
  zone_measures: { what: '後のこと' },
  zone_keys: { kept_at: '後のこと' },
  information_systems: { name: '後のこと' },
} as const;

/** Has all that the records tell go on at once: everything changes, everybody leaves, more is read, and works begin, are handed over and end. */
export async function goOn(test: TestApp, site: string): Promise<void> {
  const [laterSeq, ofMinistry] = [await endOf(test, site), await endOf(test, ministryLogId)].map(
    (seq) => seq + 1,
  );
  const { running: occurrence, next } = lastWorks;
  const relief = randomUUID();
  await append(test, site, [
    { kind: 'work-attendant-relieved', details: { occurrence, from: null, to: relief } },
    { kind: 'work-ended', details: { occurrence, attendant: relief, workers: 2 } },
    { kind: 'work-begun', details: { occurrence: next, attendant: null, workers: 2 } },
  ]);
  await append(test, ministryLogId, [{ kind: 'system-changed' }]);
  for (const [table, cells] of Object.entries(changes)) {
    const seq = table === 'information_systems' ? ofMinistry : laterSeq;
    const text = `
      with over as (update ${table} t set until_seq = $1 where until_seq is null returning t as was)
      insert into ${table} select row.* from over, jsonb_populate_record(was, $2) as row`;
    await asOwner(test, text, [seq, { ...cells, from_seq: seq, until_seq: null }]);
  }
  await asOwner(
    test,
    `insert into moves select row.* from moves m,
        jsonb_populate_record(m, jsonb_build_object('seq', $2::int, 'zone_id', null, 'happened_at', m.happened_at + interval '1 s')) as row
      where m.site_id = $1`,
    [site, laterSeq],
  );
  await asOwner(
    test,
    `insert into personal_reads select row.* from personal_reads r,
        jsonb_populate_record(r, jsonb_build_object('told_seq', $2::int, 'read_id', gen_random_uuid())) as row
      where r.site_id = $1`,
    [site, laterSeq],
  );
  const now = test.clock.now();
  const ended = `update work_occurrences set attendant_id = $2, ended_at = $3, workers_out = 2, result = '後のこと' where occurrence_id = $1`;
  await asOwner(test, ended, [occurrence, relief, now]);
  const begun = `insert into work_occurrences (site_id, occurrence_id, permit_id, begun_at, workers_in) values ($1, $2, $3, $4, 2)`;
  await asOwner(test, begun, [site, next, parentOf.hall, now]);
}

async function endOf(test: Pick<TestApp, 'pool'>, log: string): Promise<number> {
  return (await logEnd(test, log)).head;
}
