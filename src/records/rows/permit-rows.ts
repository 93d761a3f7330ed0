import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { type PermitKind, permitKinds } from '../../permits/kinds/permit-kinds.ts';
import { type PermitState, permitStateNames } from '../../permits/lifecycle/permit-lifecycle.ts';
import { askedWords } from '../../permits/rule/asked-words.ts';
import type { AskedRow } from '../../permits/rule/rule-told.ts';
import type { Quoted } from '../../permits/texts/quoted.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesById } from './pages-by-id.ts';
import { loadPersonCells, personsTold, together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type PermitRow = NamingRow<RowOf<'things'>>;

type Found = {
  readonly id: string;
  readonly kind: PermitKind;
  readonly applicant: string;
  readonly concerned: readonly string[];
  readonly zones: readonly string[];
  readonly purpose: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly state: PermitState;
  readonly endedAt: Date | null;
  readonly quoted: Quoted | null;
  readonly asked: readonly AskedRow[];
};

/**
 * 許可・届出 of these kinds that were to hold within the time asked for, in the order they were applied for, as they stood at the entry
 * the record stands at.
 */
export async function* permitRows(
  pool: Pool,
  asked: RecordAsked,
  kinds: readonly PermitKind[],
): AsyncGenerator<readonly PermitRow[]> {
  const { siteId, from, until, asOf, zones, everywhere } = asked;
  const load = async (after: string) => {
    const { rows } = await pool.query<Found>({
      name: 'load-permit-records',
      text: `
        select p.permit_id as id, p.kind, p.applicant_id as applicant, p.concerned_ids as concerned, p.zone_ids as zones,
          p.purpose, p.valid_from as "validFrom", p.valid_until as "validUntil", p.state, p.ended_at as "endedAt", p.quoted, p.asked
        from permits n
        cross join lateral (
          select * from permits p where p.site_id = $1 and p.permit_id = n.permit_id
            and p.from_seq <= $2 and (p.until_seq is null or p.until_seq > $2) limit 1
        ) p
        where n.site_id = $1 and n.until_seq is null and n.permit_id > $3
          and p.kind = any($4) and p.valid_from < $6 and p.valid_until > $5
        order by n.permit_id limit $7`,
      values: [siteId, asOf.seq, after, kinds, from, until, rowsAtOnce],
    });
    return rows;
  };
  for await (const rows of pagesById(load)) {
    yield rowsOf(
      pool,
      asked,
      rows.filter((row) => everywhere || row.zones.some((zone) => zones.has(zone))),
    );
  }
}

async function rowsOf(
  pool: Pool,
  { siteId, zones, named }: RecordAsked,
  found: readonly Found[],
): Promise<readonly PermitRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    found.flatMap(({ applicant, concerned }) => [applicant, ...concerned]),
  );
  return found.map((permit) => {
    const mayKnow = reaches(named, permit.zones);
    const applicant = cellsOf(permit.applicant, mayKnow);
    const concerned = permit.concerned.map((id) => cellsOf(id, mayKnow));
    const row = {
      permitKind: permitKinds[permit.kind].words.ja,
      applicant: applicant.name,
      applicantAffiliation: applicant.affiliation,
      names: together(concerned.map(({ name }) => name)),
      zones: together(permit.zones.flatMap((zone) => zones.get(zone)?.name ?? [])),
      purpose: permit.purpose,
      validFrom: permit.validFrom.toISOString(),
      validUntil: permit.validUntil.toISOString(),
      state: permitStateNames[permit.state],
      endedAt: permit.endedAt?.toISOString() ?? null,
      text: permit.quoted && textsOf(permit.quoted),
      basis: together(permit.asked.map(({ row: asked }) => askedWords(asked))),
      id: permit.id,
    };
    return { row, persons: personsTold([applicant, ...concerned]) };
  });
}

/** The package of rules, and the 規程 of the ministry, each with its version. */
function textsOf({ policy, texts }: Quoted): string {
  return together([
    `${policy.title} ${policy.edition}`,
    ...texts.map(({ text }) => (text === null ? '' : `${text.title} ${text.version}`)),
  ]);
}
