import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { informationSystems, systemSurveys } from './tables.ts';

export type SystemRow = typeof informationSystems.$inferSelect;

export type SurveyRow = typeof systemSurveys.$inferSelect;

/** Locks the current row of a system for its change. */
export async function lockSystem({ db }: Tx, systemId: string): Promise<SystemRow | undefined> {
  const [row] = await db.select().from(informationSystems).where(isCurrent(systemId)).for('update');
  return row;
}

/** One system as it stands. */
export async function findSystem(db: Database, systemId: string): Promise<SystemRow | undefined> {
  const [row] = await db.select().from(informationSystems).where(isCurrent(systemId));
  return row;
}

/** The system in use that bears a number of the 政府情報システム管理データベース. */
export async function findSystemByNumber(db: Database, number: string): Promise<SystemRow | undefined> {
  const [row] = await db
    .select()
    .from(informationSystems)
    .where(and(eq(informationSystems.databaseNumber, number), isInUse()));
  return row;
}

export type SystemQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly organisation?: string | undefined;
  readonly site?: string | undefined;
  readonly zone?: string | undefined;
  /** Zones of the site that are hidden from whoever asks: what stands in these alone is not there. */
  readonly hidden: ReadonlySet<string>;
};

/** Systems in use in the order they were registered; of a zone only with its site. */
export async function listSystems(
  db: Database,
  { limit, after, organisation, site, zone, hidden }: SystemQuery,
): Promise<Page<SystemRow>> {
  const { places } = informationSystems;
  const shown = sql`exists (select from jsonb_array_elements(${places}) place where place ->> 'site' = ${site}
    and ${zone === undefined ? sql`true` : sql`place ->> 'zone' = ${zone}`}
    and place ->> 'zone' <> all(${sql.param([...hidden])}::text[]))`;
  const rows = await db
    .select()
    .from(informationSystems)
    .where(
      and(
        isInUse(),
        after === undefined ? undefined : gt(informationSystems.systemId, after),
        organisation === undefined ? undefined : eq(informationSystems.organisationId, organisation),
        site === undefined ? undefined : shown,
      ),
    )
    .orderBy(asc(informationSystems.systemId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.systemId);
}

/** Changes a system from `seq` of the ministry's log on; the current row stays the same row, as a person's does. */
export async function saveSystem(
  tx: Tx,
  current: SystemRow,
  change: Partial<SystemRow>,
  seq: number,
): Promise<void> {
  await changeOneRow(tx, informationSystems, isCurrent(current.systemId), current, change, seq);
}

/** The last survey of a zone. */
export async function findSurvey(db: Database, siteId: string, zone: string): Promise<SurveyRow | undefined> {
  const [row] = await db.select().from(systemSurveys).where(isStanding(siteId, zone));
  return row;
}

/** Writes a survey in place of the one before; the caller holds the head of the site. */
export async function saveSurvey({ db }: Tx, { fromSeq, ...survey }: SurveyRow): Promise<void> {
  await db.update(systemSurveys).set({ untilSeq: fromSeq }).where(isStanding(survey.siteId, survey.zoneId));
  await db.insert(systemSurveys).values({ ...survey, fromSeq });
}

function isCurrent(systemId: string) {
  return and(eq(informationSystems.systemId, systemId), isNull(informationSystems.untilSeq));
}

function isInUse() {
  return and(isNull(informationSystems.untilSeq), isNull(informationSystems.endReason));
}

function isStanding(siteId: string, zone: string) {
  return and(
    eq(systemSurveys.siteId, siteId),
    eq(systemSurveys.zoneId, zone),
    isNull(systemSurveys.untilSeq),
  );
}
