import { and, eq, inArray, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { contracts } from './tables.ts';

export type ContractRow = typeof contracts.$inferSelect;

export async function findContract(db: Database, contractId: string): Promise<ContractRow | undefined> {
  const [row] = await db
    .select()
    .from(contracts)
    .where(and(eq(contracts.contractId, contractId), isNull(contracts.untilSeq)));
  return row;
}

/** Contracts by id; one that was asked for and is not here is none. */
export async function findContracts(
  db: Database,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, ContractRow>> {
  if (contractIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(contracts)
    .where(and(inArray(contracts.contractId, [...contractIds]), isNull(contracts.untilSeq)));
  return new Map(rows.map((row) => [row.contractId, row]));
}

/** The contract a person is under; undefined for whoever is under none, or is not there. */
export async function findContractOf(
  db: Database,
  person: { readonly contractId: string | null } | undefined,
): Promise<ContractRow | undefined> {
  const contractId = person?.contractId ?? null;
  return contractId === null ? undefined : findContract(db, contractId);
}

/** Locks a contract before any person's row: `update` to change or end it, `share` to put a person under it. */
export async function lockContract(
  { db }: Tx,
  contractId: string,
  strength: 'update' | 'share',
): Promise<ContractRow | undefined> {
  const [row] = await db
    .select()
    .from(contracts)
    .where(and(eq(contracts.contractId, contractId), isNull(contracts.untilSeq)))
    .for(strength);
  return row;
}

/** Changes a contract from `seq` of the ministry's log on; the current row stays the same row, as a person's does. */
export async function saveContract(
  tx: Tx,
  current: ContractRow,
  change: Partial<ContractRow>,
  seq: number,
): Promise<void> {
  const which = and(eq(contracts.contractId, current.contractId), isNull(contracts.untilSeq));
  await changeOneRow(tx, contracts, which, current, change, seq);
}
