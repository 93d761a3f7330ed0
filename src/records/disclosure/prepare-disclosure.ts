import { and, inArray, isNull, or } from 'drizzle-orm';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { PlaceBook, Places } from '../../live/entries/place-book.ts';
import type { MonthBook } from '../../live/reading/month-book.ts';
import { heads } from '../../log/tables.ts';
import { loadCutoffs } from '../../retention/rules/load-cutoffs.ts';
import { retentionHolds } from '../../retention/rules/tables.ts';
import { purposes } from '../../zones/determinations/tables.ts';
import { loadOrganisationNames } from '../../zones/sites/load-organisation-names.ts';
import { sites } from '../../zones/sites/tables.ts';
import { rowsAtOnce } from '../rows/record-asked.ts';
import { cellWords } from '../shown/cell-words.ts';
import { loadGrade } from '../shown/load-grade.ts';
import type { Era, NamingPage, PreparedRecord } from '../shown/shown-record.ts';
import { aloneSorts } from './alone/alone-sorts.ts';
import { type AloneAsked, loadAsked } from './alone/load-asked.ts';
import type { NamedAlone } from './alone/named-alone.ts';
import type { Disclosure } from './disclose.ts';
import { disclosureBases } from './disclose.ts';
import { type DisclosedRow, disclosureColumns } from './disclosed-row.ts';
import { heldEntries } from './held-entries.ts';
import { type HeldWords, loadHeldRows } from './load-held-rows.ts';
import { loadSubjects } from './load-subjects.ts';
import { holdings, withheldReasons } from './tables/every-table.ts';
import { untilWhen } from './until-when.ts';

export type DisclosureDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly placeBook: PlaceBook;
  readonly monthBook: MonthBook;
};

/** The clock of requests: they are answered by the ministry, not by a site. */
const timeZone = 'Asia/Tokyo';

type Log = {
  readonly siteId: string;
  readonly epoch: string;
  readonly head: number;
  readonly recordedAt: Date;
};

/** Everything that is held about one person, as a document: table by table, then every entry of every log. */
export async function prepareDisclosure(
  deps: DisclosureDeps,
  disclosure: Disclosure,
  { era, madeBy }: { readonly era: Era; readonly madeBy: string },
): Promise<PreparedRecord> {
  const { persons, basis } = disclosure;
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const now = clock.now();
  const logs = await db
    .select({ siteId: heads.siteId, epoch: heads.epoch, head: heads.seq, recordedAt: heads.recordedAt })
    .from(heads)
    .orderBy(heads.siteId);
  const ministry = logs.find(({ siteId }) => siteId === ministryLogId);
  if (ministry === undefined) throw new Error('the ministry has no log');
  const named = await db.select({ id: sites.siteId, name: sites.name }).from(sites);
  const words: HeldWords = {
    instant: cellWords(timeZone, era).instant,
    sites: new Map([...named.map(({ id, name }) => [id, name] as const), [ministryLogId, '省全体']]),
    places: await placesOf(deps, logs),
    units: await loadOrganisationNames(db),
    purposes: await loadPurposes(db),
    until: untilWhen(await loadCutoffs(db, now), now, timeZone),
  };
  const { epoch, head: seq, recordedAt } = ministry;
  return {
    kind: 'disclosure',
    title: '保有個人情報の写し',
    clause: disclosureBases[basis].says,
    grade: await loadGrade(db),
    columns: disclosureColumns,
    site: { id: ministryLogId, name: 'すべての庁舎', timeZone },
    from: null,
    until: null,
    asOf: { epoch, seq, recordedAt },
    notes: [...(await extensionNotes(db, persons, now)), ...withheldReasons],
    era,
    madeBy,
    madeAt: now,
    about: persons,
    pages: namingNobodyElse(pagesOf(deps, logs, disclosure, words)),
  };
}

/** Who else is in it is not shown. */
async function* namingNobodyElse(pages: AsyncIterable<readonly DisclosedRow[]>): AsyncGenerator<NamingPage> {
  for await (const rows of pages) yield { rows, persons: [] };
}

async function* pagesOf(
  { pool, monthBook }: DisclosureDeps,
  logs: readonly Log[],
  disclosure: Disclosure,
  words: HeldWords,
): AsyncGenerator<readonly DisclosedRow[]> {
  const db = databaseOf(pool);
  const subjects = await loadSubjects(db, disclosure);
  for (const holding of holdings) {
    const rows = await loadHeldRows(db, holding, subjects, words);
    for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce);
  }
  const alone = await loadAsked(db, disclosure.named);
  yield alone.flatMap(({ asked, found }) => (found === undefined ? [] : [aloneRow(asked, found, words)]));
  if (disclosure.persons.length === 0) return;
  for (const { siteId, epoch, head, recordedAt } of logs) {
    const months = await monthBook.of(siteId, { epoch, head, recordedAt });
    yield* heldEntries(pool, { siteId, head, months }, disclosure.persons, words);
  }
}

/** What is held of somebody who is known by a name alone: what stands beside the name, and nobody else. */
function aloneRow({ site, as }: AloneAsked, { at, told }: NamedAlone, words: HeldWords): DisclosedRow {
  const { says, keeping, table } = aloneSorts[as];
  return {
    held: says,
    place: words.sites.get(site) ?? null,
    at: at?.toISOString() ?? null,
    told: told.join('　'),
    kept: words.until(keeping, at),
    table,
  };
}

/** What the places of every site are called; the ministry has none. */
async function placesOf(
  { placeBook }: DisclosureDeps,
  logs: readonly Log[],
): Promise<ReadonlyMap<string, Places>> {
  const places = new Map<string, Places>();
  for (const { siteId, epoch, head } of logs) {
    places.set(siteId, await placeBook.of(siteId, { epoch, rulesSeq: head }));
  }
  return places;
}

/** By organisation, what each code of its list of purposes says; a code that is given no more keeps its words. */
async function loadPurposes(db: Database): Promise<HeldWords['purposes']> {
  const { organisationId, code, words } = purposes;
  const rows = await db.select({ organisationId, code, words }).from(purposes);
  const ofEach = groupBy(rows, (row) => row.organisationId);
  return new Map(
    [...ofEach].map(([id, listed]) => [id, new Map(listed.map((one) => [one.code, one.words]))]),
  );
}

/** What is kept beyond its days, of them or of everybody. */
async function extensionNotes(
  db: Database,
  persons: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await db
    .select({ keptUntil: retentionHolds.keptUntil })
    .from(retentionHolds)
    .where(
      and(
        isNull(retentionHolds.untilSeq),
        or(isNull(retentionHolds.personId), inArray(retentionHolds.personId, [...persons])),
      ),
    );
  const today = now.toISOString().slice(0, 10);
  return rows
    .filter(({ keptUntil }) => keptUntil >= today)
    .map(({ keptUntil }) => `保存の延長により、${keptUntil} まで消去しないものがある`);
}
