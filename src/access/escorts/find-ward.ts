import type { ClientBase } from 'pg';
import type { Versions } from '../../people/at-the-door/reader-part.ts';
import type { Companion } from '../decide/escort/escort-fault.ts';
import {
  type CompanionRow,
  type CustodyRow,
  parseCompanion,
  parseCustody,
  parseRight,
  type Right,
  type RightRow,
} from '../state/custody-row.ts';
import { custodySql } from '../state/custody-sql.ts';
import type { Custody } from '../state/site-state.ts';

/** A ward of a site, as an act finds them under the head. */
export type Ward = {
  readonly custody: Custody;
  /** undefined = nothing says who may escort them. */
  readonly right: Right | undefined;
  /** To whom the present escort has offered them since, the last time; undefined = to nobody. */
  readonly offered: { readonly to: string; readonly at: Date } | undefined;
};

/** The custody of a ward now, who may escort them, and to whom they were offered; the caller holds the head. */
export async function findWard(client: ClientBase, siteId: string, ward: string): Promise<Ward | undefined> {
  const { rows } = await client.query<
    CustodyRow & {
      readonly right: RightRow | null;
      readonly offered: { readonly to: string; readonly at: string } | null;
    }
  >({
    name: 'find-ward',
    text: `
      select ${custodySql.columns('c')},
        ${custodySql.rightOfWard('c', currentRows)} as "right",
        (
          select json_build_object('to', e.text::jsonb #>> '{details,to}', 'at', e.recorded_at) from entries e
          where e.site_id = $1 and e.person_id = c.visitor_id and e.seq > c.since_seq and e.recorded_at >= c.since
            and e.kind = 'escort-offered'
          order by e.seq desc limit 1
        ) as offered
      from custody c where c.site_id = $1 and c.visitor_id = $2`,
    values: [siteId, ward],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const [, custody] = parseCustody(row);
  const { right, offered } = row;
  return {
    custody,
    right: right === null ? undefined : parseRight(right),
    offered: offered === null ? undefined : { to: offered.to, at: new Date(offered.at) },
  };
}

/** Somebody as they are known now, locked against a stop until the act is committed (I5). */
export async function lockCompanion(client: ClientBase, person: string): Promise<Companion | undefined> {
  const { rows } = await client.query<CompanionRow>({
    name: 'lock-companion',
    text: `
      select person_id as id, kind, state, organisation_id as "organisationId" from persons
      where person_id = $1 and until_seq is null for share`,
    values: [person],
  });
  return rows[0] && parseCompanion(rows[0]);
}

const isCurrent = (alias: string) => `${alias}.until_seq is null`;
/** The versions in force, read under the head. */
export const currentRows: Versions = { name: 'now', ofMinistry: isCurrent, ofSite: isCurrent };
