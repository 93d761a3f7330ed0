import type { ClientBase } from 'pg';
import type { Effect } from '../../log/entry/effects.ts';
import { type Companion, escortFault } from '../decide/escort/escort-fault.ts';
import {
  type CustodyRow,
  parseCustody,
  parseRight,
  type Right,
  type RightRow,
} from '../state/custody-row.ts';
import { custodySql } from '../state/custody-sql.ts';
import type { Custody } from '../state/site-state.ts';
import { currentRows } from './find-ward.ts';
import { newCustody } from './new-custody.ts';

/** Why somebody may not answer for a visitor by name. */
export type DeclarationFault = 'not-staff' | 'escort-wrong' | 'escorted-by-another';

/** What it does that an escort answers for a visitor by name, or why that may not be. */
export type Declared = { readonly effects: readonly Effect[] } | { readonly fault: DeclarationFault };

/**
 * 一括の同行申告 by which custody begins: of visitors whom no read tells of, because they wear no card. From then on they move with each
 * read of that escort. The caller has locked the escort and holds the head.
 */
export async function declareVisitors(
  client: ClientBase,
  siteId: string,
  escort: Companion | undefined,
  visitors: readonly string[],
): Promise<(visitor: string) => Declared> {
  const known = await loadVisitors(client, siteId, visitors);
  return (ward) => {
    if (escort === undefined) return { fault: 'not-staff' };
    const { right, custody } = known.get(ward) ?? {};
    const fault = right === undefined ? 'wrong' : escortFault(right, escort);
    if (fault !== undefined) return { fault: fault === 'wrong' ? 'escort-wrong' : fault };
    const isAnothers = custody !== undefined && custody.broken === undefined && custody.escort !== escort.id;
    if (isAnothers) return { fault: 'escorted-by-another' };
    const taken = { ward, escort: escort.id, mode: 'declared', basis: 'visit' } as const;
    return { effects: newCustody(taken, custody?.broken) };
  };
}

type Known = { readonly right: Right | undefined; readonly custody: Custody | undefined };

/** Who may escort each of these visitors, by what the door reads of them, and who does. */
async function loadVisitors(
  client: ClientBase,
  siteId: string,
  visitors: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await client.query<{
    readonly visitor: string;
    readonly right: RightRow | null;
    readonly custody: CustodyRow | null;
  }>({
    name: 'load-visitors-to-escort',
    text: `
      select asked.visitor, ${custodySql.rightByVisit('asked.visitor', currentRows)} as "right", (
          select row_to_json(o) from (
            select ${custodySql.columns('c')} from custody c where c.site_id = $1 and c.visitor_id = asked.visitor
          ) o
        ) as custody
      from unnest($2::uuid[]) as asked(visitor)`,
    values: [siteId, visitors],
  });
  return new Map(
    rows.map(({ visitor, right, custody }) => [
      visitor,
      {
        right: right === null ? undefined : parseRight(right),
        custody: custody === null ? undefined : parseCustody(custody)[1],
      },
    ]),
  );
}
