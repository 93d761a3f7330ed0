import type { ClientBase } from 'pg';
import { parseRight, type Right, type RightRow } from '../state/custody-row.ts';
import { custodySql } from '../state/custody-sql.ts';
import { currentRows } from './find-ward.ts';

/** A visitor who is in the building, as an act finds them under the head. */
export type VisitorHere = {
  /** Somebody came for them since they came in, or came back. */
  readonly isMet: boolean;
  /** undefined = nothing says who may escort them. */
  readonly right: Right | undefined;
};

/** Whether a visitor is here and was met, and who may escort them; undefined for anybody else. The caller holds the head. */
export async function findMet(
  client: ClientBase,
  siteId: string,
  visitor: string,
): Promise<VisitorHere | undefined> {
  const { rows } = await client.query<{ readonly isMet: boolean; readonly right: RightRow | null }>({
    name: 'find-met',
    text: `
      select a.met_at is not null as "isMet", ${custodySql.rightByVisit('a.member_id', currentRows)} as "right"
      from arrivals a
      where a.site_id = $1 and a.member_id = $2 and a.until_seq is null and a.state = 'checked-in'
      order by a.day desc limit 1`,
    values: [siteId, visitor],
  });
  const [row] = rows;
  return row && { isMet: row.isMet, right: row.right === null ? undefined : parseRight(row.right) };
}
