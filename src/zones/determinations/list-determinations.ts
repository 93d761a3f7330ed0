import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { DeterminationRow } from './determination-row.ts';
import { determinations } from './tables.ts';

export type DeterminationFilter = {
  readonly organisation?: string | undefined;
  readonly row?: string | undefined;
  readonly class?: number | undefined;
  readonly state: 'proposed' | 'adopted';
  /** In force at this moment, as opposed to any. */
  readonly at?: Date | undefined;
  /** As known once this entry of the ministry's log was recorded; absent = as known now. */
  readonly knownSeq?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Determinations in the order of their ids; with `at` the one that holds for each cell, which is the newest. */
export async function listDeterminations(
  db: Database,
  { organisation, row, class: zoneClass, state, at, knownSeq, after, limit }: DeterminationFilter,
): Promise<readonly DeterminationRow[]> {
  const { organisationId, determinationId } = determinations;
  const matching = and(
    eq(determinations.state, state),
    knownBy(knownSeq),
    organisation === undefined ? undefined : eq(organisationId, organisation),
    row === undefined ? undefined : eq(determinations.row, row),
    zoneClass === undefined ? undefined : eq(determinations.class, zoneClass),
    at === undefined ? undefined : inForceAt(at),
  );
  const chosen =
    at === undefined
      ? matching
      : sql`(determination_id, from_seq) in (
          select distinct on (organisation_id, policy, row, class) determination_id, from_seq
          from ${determinations} where ${matching}
          order by organisation_id, policy, row, class, effective_from desc, determination_id)`;
  return db
    .select()
    .from(determinations)
    .where(and(chosen, after === undefined ? undefined : gt(determinationId, after)))
    .orderBy(asc(determinationId))
    .limit(limit);
}

function knownBy(seq: number | undefined): SQL {
  return seq === undefined
    ? sql`until_seq is null`
    : sql`from_seq <= ${seq} and (until_seq is null or until_seq > ${seq})`;
}

/** Another body's confirmation that has run out ends it too. */
function inForceAt(at: Date): SQL {
  const moment = at.toISOString();
  return sql`effective_from <= ${moment} and (effective_until is null or effective_until > ${moment})
    and (held_by ->> 'until' is null or (held_by ->> 'until')::timestamptz > ${moment})`;
}
