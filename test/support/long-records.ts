import { randomUUID } from 'node:crypto';
import type { RecordKind, RecordRow } from '../../src/records/kinds/record-kinds.ts';
import { rowsAtOnce } from '../../src/records/rows/record-asked.ts';
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
