import { asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { signInPasswords } from '../passwords/tables.ts';
import { signInAccounts } from './tables.ts';

/** A login id, whose it is, and how far it is in use: never by what it is verified. */
export type AccountListed = {
  readonly loginId: string;
  readonly personId: string;
  readonly issuedAt: Date;
  readonly receivedAt: Date | null;
  readonly endedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly signedInAt: Date | null;
  /** Since when the password is what it is; which one it is stays its person's. */
  readonly passwordSetAt: Date | null;
  readonly isOneTime: boolean | null;
};

/** Every login id that was ever given, in order. */
export async function listAccounts(
  db: Database,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<AccountListed>> {
  const { loginId, personId, issuedAt, receivedAt, endedAt, deletedAt, signedInAt } = signInAccounts;
  const { setAt: passwordSetAt, isOneTime } = signInPasswords;
  const rows = await db
    .select({
      ...{ loginId, personId, issuedAt, receivedAt, endedAt, deletedAt },
      ...{ signedInAt, passwordSetAt, isOneTime },
    })
    .from(signInAccounts)
    .leftJoin(signInPasswords, eq(signInPasswords.loginId, loginId))
    .where(after === undefined ? undefined : gt(loginId, after))
    .orderBy(asc(loginId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.loginId);
}
