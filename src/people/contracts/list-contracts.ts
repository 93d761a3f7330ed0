import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { contracts } from '../registry/tables.ts';

export type ContractQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly organisation?: string | undefined;
  readonly state?: 'running' | 'over' | undefined;
};

/** Contracts in the order they were registered; `running` includes those that have not begun. */
export async function listContracts(
  db: Database,
  { limit, after, organisation, state }: ContractQuery,
  now: Date,
): Promise<Page<ContractRow>> {
  const rows = await db
    .select()
    .from(contracts)
    .where(
      and(
        isNull(contracts.untilSeq),
        after === undefined ? undefined : gt(contracts.contractId, after),
        organisation === undefined ? undefined : eq(contracts.organisationId, organisation),
        state === 'running' ? gt(contracts.validUntil, now) : undefined,
        state === 'over' ? lte(contracts.validUntil, now) : undefined,
      ),
    )
    .orderBy(asc(contracts.contractId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.contractId);
}
