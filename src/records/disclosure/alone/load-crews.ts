import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../db/pool.ts';
import type { CrewMember } from '../../../desk/emergency-entry/name-crew.ts';
import { entries, personalRecords } from '../../../log/tables.ts';
import type { NamedAlone } from './named-alone.ts';

/** Crews of emergency services by the entries that name them, each by its place there; no column holds them. */
export async function loadCrews(db: Database, site: string): Promise<readonly NamedAlone[]> {
  const { siteId, seq, recordedAt, at, kind } = entries;
  const rows = await db
    .select({ seq, at, body: personalRecords.body })
    .from(entries)
    .innerJoin(
      personalRecords,
      and(
        eq(personalRecords.siteId, siteId),
        eq(personalRecords.seq, seq),
        eq(personalRecords.recordedAt, recordedAt),
      ),
    )
    .where(and(eq(siteId, site), eq(kind, 'emergency-entry-named')));
  return rows.flatMap(({ seq: written, at: when, body }) => {
    const { crew }: { readonly crew: readonly CrewMember[] } = JSON.parse(body);
    return crew.map(({ name, affiliation }, nth) => ({
      ...{ id: `${written}.${nth + 1}`, name, affiliation, day: null, at: when },
      told: [`氏名：${name}`, `所属：${affiliation}`, `記録番号：${written}`],
    }));
  });
}
