import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { signInAccounts } from './tables.ts';

export type AccountRow = typeof signInAccounts.$inferSelect;

/** The account of a login id, ended or not; undefined where nobody was ever given it. */
export async function findAccount(db: Database, loginId: string): Promise<AccountRow | undefined> {
  const [row] = await db.select().from(signInAccounts).where(eq(signInAccounts.loginId, loginId));
  return row;
}

/** The same, held to the end of the act: what signs in, changes or ends it waits for one another. */
export async function lockAccount(db: Database, loginId: string): Promise<AccountRow | undefined> {
  const [row] = await db
    .select()
    .from(signInAccounts)
    .where(eq(signInAccounts.loginId, loginId))
    .for('update');
  return row;
}

/** The one a person signs in by. */
export async function findAccountOfPerson(db: Database, personId: string): Promise<AccountRow | undefined> {
  const [row] = await db
    .select()
    .from(signInAccounts)
    .where(and(eq(signInAccounts.personId, personId), isNull(signInAccounts.endedAt)));
  return row;
}
