import type { Principal } from '../../authority/principal.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { isUuid, ministryLogId } from '../../kernel/ids.ts';
import { type ActAt, loadActsAt } from '../../log/reading/load-acts-at.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import { heads } from '../../log/tables.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { loadOrganisationNames } from '../../zones/sites/load-organisation-names.ts';
import { sites as siteTable } from '../../zones/sites/tables.ts';
import { loadGrade } from '../shown/load-grade.ts';
import type { Era, NamingPage, PreparedRecord } from '../shown/shown-record.ts';
import { compareRights, type RightChanged } from './compare-rights.ts';
import { differenceColumns } from './difference-columns.ts';
import { loadRightsAt, type MomentOfAll, type PlaceNames } from './load-rights-at.ts';
import { shownChanges } from './shown-changes.ts';

/** Between which moments, and how it is written. */
export type DifferenceQuery = { readonly from: Date; readonly until: Date; readonly era: Era };

/** The calendar of the ministry, whatever its sites keep. */
export const timeZone = 'Asia/Tokyo';

/** 権限の差分: who could do what where at one moment and at another, as a document (2.2.1.3(1)(a), METI 24(2)). */
export async function prepareDifference(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  viewer: Principal,
  { from, until, era }: DifferenceQuery,
): Promise<PreparedRecord> {
  const db = databaseOf(pool);
  const logs = await db
    .select({ siteId: heads.siteId, epoch: heads.epoch, seq: heads.seq, recordedAt: heads.recordedAt })
    .from(heads)
    .orderBy(heads.siteId);
  const ministry = logs.find(({ siteId }) => siteId === ministryLogId);
  if (ministry === undefined) throw new Error('the ministry has no log');
  const sites = logs.flatMap(({ siteId }) => (siteId === ministryLogId ? [] : [siteId]));
  const names = await loadPlaceNames(db, viewer, sites);
  const [first, last] = [await momentOf(db, sites, from), await momentOf(db, sites, until)];
  const before = await loadRightsAt(db, first, names);
  const after = await loadRightsAt(db, last, names);
  const seqs = (log: string) => ({ from: seqIn(first, log), until: seqIn(last, log) });
  const changes = compareRights(before, after, { from, until, seqs });
  const acts = await loadActs(db, changes);
  const { id } = viewer.actor;
  const people = changes.map(({ right }) => right.holder);
  const actors = [...acts.values()].flatMap((ofLog) => [...ofLog.values()].map(({ actorId }) => actorId));
  const called = await loadPersonNames(db, [...people, ...actors, id].filter(isUuid));
  const rows = shownChanges(changes, { names: called, actAt: (log, seq) => acts.get(log)?.get(seq) });
  const gained = changes.filter(({ isGained }) => isGained).length;
  return {
    kind: 'rights-difference',
    title: '権限の差分（別紙）',
    clause: '統一技術基準 2.2.1.3(1)(a)、METI 24条(2)',
    grade: await loadGrade(db),
    columns: differenceColumns,
    site: { id: ministryLogId, name: '省全体', timeZone },
    ...{ from, until, asOf: ministry, era },
    notes: [
      `前は期間の始まりの時点、後は期間の終わりの時点です。得た権限 ${gained} 件、失った権限 ${changes.length - gained} 件、後の時点の権限 ${after.length} 件。`,
      'すべての行政事務従事者がもつ権限は、載せていません。',
    ],
    madeBy: called.get(id) ?? id,
    madeAt: clock.now(),
    pages: onePage({ rows, persons: [...people, ...actors].filter((person) => called.has(person)) }),
  };
}

async function* onePage(page: NamingPage): AsyncGenerator<NamingPage> {
  yield page;
}

async function momentOf(db: Database, sites: readonly string[], at: Date): Promise<MomentOfAll> {
  const seqOfSite = new Map<string, number>();
  for (const siteId of sites) seqOfSite.set(siteId, await seqAt(db, siteId, at));
  return { at, seq: await seqAt(db, ministryLogId, at), seqOfSite };
}

function seqIn({ seq, seqOfSite }: MomentOfAll, log: string): number {
  return log === ministryLogId ? seq : (seqOfSite.get(log) ?? 0);
}

async function loadActs(
  db: Database,
  changes: readonly RightChanged[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, ActAt>>> {
  const marked = changes.flatMap(({ right: { log }, why, mark }) =>
    why === 'entry' && mark !== undefined && mark.seq !== null ? [{ log, seq: mark.seq }] : [],
  );
  const found = new Map<string, ReadonlyMap<number, ActAt>>();
  for (const [log, ofLog] of groupBy(marked, ({ log }) => log)) {
    found.set(
      log,
      await loadActsAt(
        db,
        log,
        ofLog.map(({ seq }) => seq),
      ),
    );
  }
  return found;
}

/** What places are called now; a room that the viewer does not learn of is not named (別表1 行6 ※1). */
async function loadPlaceNames(
  db: Database,
  viewer: Principal,
  sites: readonly string[],
): Promise<PlaceNames> {
  const listed = await db.select({ id: siteTable.siteId, name: siteTable.name }).from(siteTable);
  const named = new Map(listed.map(({ id, name }) => [id, name]));
  const units = await loadOrganisationNames(db);
  const zones = new Map<string, string>();
  for (const siteId of sites) {
    const { rooms } = visibilityOf(viewer, siteId);
    for (const [zone, { name, concealed }] of await findZones(db, siteId, 'all')) {
      const isShown = !concealed || reaches(rooms, [zone]);
      zones.set(`${siteId} ${zone}`, isShown ? name : '（示さない区域）');
    }
  }
  return {
    site: (siteId) => (siteId === null ? '省全体' : (named.get(siteId) ?? siteId)),
    scope: (siteId, scope) => units.get(scope) ?? zones.get(`${siteId} ${scope}`) ?? '（今はない区域）',
  };
}
