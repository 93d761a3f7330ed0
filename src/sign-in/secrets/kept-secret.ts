import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** What is kept of somebody's secrets, one an account, as `kept_secret` of the database calls it. */
export type KeptSecret =
  | 'password'
  | 'pin'
  | 'totp'
  | 'totp-enrolment'
  | 'challenge-password'
  | 'challenge-next-password';

/**
 * SQL for what is kept of a secret of whoever a column names. The service's login selects none of them from its table: they are given by
 * functions, of one account a call (AT-106).
 */
export function keptSecret(secret: KeptSecret, whose: AnyColumn): SQL<string> {
  return sql<string>`kept_secret(${secret}, ${whose})`;
}
