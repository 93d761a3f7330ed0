import type { Principal } from '../../authority/principal.ts';
import { reaches as reachesMinistry } from '../../authority/reaches.ts';
import { reaches, type SomeZones, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PlaceBook } from '../../live/entries/place-book.ts';
import { findLogSpan } from '../../live/reading/find-log-span.ts';
import { loadHeadSeq } from '../../log/reading/load-head-seq.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { parseInterval } from '../../zones/hours/parse-site-instant.ts';
import { findZones, type NamedZones } from '../../zones/plan/find-zones.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { type NamingRow, type RecordKind, type RecordRow, recordKinds } from '../kinds/record-kinds.ts';
import type { RecordAsked } from '../rows/record-asked.ts';
import { recordRows } from '../rows/record-rows.ts';
import { rowMatcher } from '../search/row-matcher.ts';
import { cellWords } from '../shown/cell-words.ts';
import { loadGrade } from '../shown/load-grade.ts';
import type { Era, NamingPage, PreparedRecord } from '../shown/shown-record.ts';
import { type Question, type UnderstoodQuestion, understand } from './understand.ts';
import { unreadNotes } from './unread-notes.ts';
import { withheldFields } from './withheld-fields.ts';

/** What somebody asks a record for. */
export type RecordQuery = Question & { readonly era: Era };

export type RecordDeps = { readonly pool: Pool; readonly clock: Clock; readonly placeBook: PlaceBook };

/**
 * A record as whoever asks may see it, up to the last entry there is now; its rows are read once somebody takes them. Zones of which they learn
 * nothing are not in it, and one that is asked for so is not found.
 */
export async function prepareRecord(
  deps: RecordDeps,
  viewer: Principal,
  siteId: string,
  query: RecordQuery,
): Promise<Result<PreparedRecord, Refusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const span = await findLogSpan(pool, siteId);
  if (span === undefined) return refuse({ code: 'not-found' });
  const { plan } = await loadPlan(pool, siteId, span.head);
  const timeZone = plan?.site.timeZone ?? 'Asia/Tokyo';
  const { id, type } = viewer.actor;
  const [ministrySeq, places, standing, grade, names] = await Promise.all([
    loadHeadSeq(db, ministryLogId),
    deps.placeBook.of(siteId, span),
    findZones(db, siteId, 'all', span.head),
    loadGrade(db),
    type === 'person' ? loadPersonNames(db, [id]) : new Map<string, string>(),
  ]);
  const { seen, named, rooms } = visibilityOf(viewer, siteId);
  const shown = new Map(
    [...places.zones]
      .filter(([zone]) => reaches(seen, [zone]) && (!places.concealed.has(zone) || reaches(rooms, [zone])))
      .map(([zone, name]) => [
        zone,
        standing.get(zone) ?? { name, class: null, concealed: places.concealed.has(zone) },
      ]),
  );
  const zoneNames = new Map([...shown].map(([zone, { name }]) => [zone, name]));
  const question = understand(query, { now: clock.now(), timeZone, zoneNames });
  if (!question.ok) return question;
  const { search, says } = question.value;
  const interval = parseInterval(timeZone, question.value.from, question.value.until);
  if (!interval.ok) return interval;
  const zones = chosen(shown, query.record, question.value);
  if (zones === undefined) return refuse({ code: 'not-found' });
  const everywhere = question.value.zone === undefined && question.value.class === undefined && seesAll(seen);
  const withheld = withheldFields(query, search, { named, zones, everywhere });
  if (withheld.length > 0) return refuse({ code: 'bad-request', errors: withheld });
  if (query.record === 'reads' && !everywhere) return refuse(notOfSomeZones);
  const asked: RecordAsked = {
    siteId,
    timeZone,
    ...interval.value,
    asOf: { epoch: span.epoch, seq: span.head, recordedAt: span.recordedAt },
    ministrySeq,
    zones,
    everywhere,
    named,
    ministry: reachesMinistry(viewer, 'records.read', null) ? visibilityOf(viewer, ministryLogId) : undefined,
    of: query.of,
  };
  const words = cellWords(timeZone, query.era);
  const hidden = new Set([...places.concealed].filter((zone) => !shown.has(zone)));
  const { title, clause, columns } = recordKinds[query.record];
  return ok({
    kind: query.record,
    title,
    clause,
    grade,
    columns,
    site: { id: siteId, name: plan?.site.name ?? '', timeZone },
    ...interval.value,
    asOf: asked.asOf,
    searched: says,
    notes: [
      ...(query.record === 'passages' ? await unreadNotes(pool, asked, hidden, words) : []),
      ...(query.record === 'reads' ? readNotes : []),
    ],
    era: query.era,
    madeBy: names.get(id) ?? id,
    madeAt: clock.now(),
    pages: matching(
      recordRows(pool, query.record, asked),
      rowMatcher(query.record, search, { timeZone, ...interval.value }),
    ),
  });
}

const readNotes: readonly string[] = [
  '続いている閲覧は、終わってから（遅くとも70分後に）載ります。',
  '印刷したページと、人の番号のない氏名の一覧は、だれを示したかを残していません。',
];

/** Reads are of no zone, so whoever is shown some zones is shown none of them. */
const notOfSomeZones: Refusal = {
  code: 'forbidden',
  detail: '個人情報の閲覧の記録は、庁舎の全部を見る役割だけが取り出せます。',
};

/** The zones asked for, by code or class; else all that are shown, of which 入退室記録簿 leaves out 要管理対策区域外. */
function chosen(
  shown: NamedZones,
  record: RecordKind,
  { zone, class: of }: Pick<UnderstoodQuestion, 'zone' | 'class'>,
): NamedZones | undefined {
  if (zone !== undefined && !shown.has(zone)) return undefined;
  const isAmong = ([code, one]: readonly [string, { readonly class: number | null }]) => {
    if (zone !== undefined && code !== zone) return false;
    if (of !== undefined) return one.class === of;
    return zone !== undefined || record !== 'passages' || one.class !== 0;
  };
  return new Map([...shown].filter(isAmong));
}

async function* matching(
  pages: AsyncIterable<readonly NamingRow[]>,
  meets: (row: RecordRow) => boolean,
): AsyncGenerator<NamingPage> {
  for await (const page of pages) {
    const met = page.filter(({ row }) => meets(row));
    yield { rows: met.map(({ row }) => row), persons: met.flatMap(({ persons }) => persons) };
  }
}

function seesAll(seen: SomeZones): boolean {
  return seen === 'all';
}
