import type { Client } from 'pg';
import { sqlState } from './sql-state.ts';

/** Roles of the database; logins are members of them. The app's owns nothing and cannot change an entry; that of the batches reads no name. */
export const databaseRoles = [
  'sekisho_owner',
  'sekisho_app',
  'sekisho_batch',
  'sekisho_retention',
  'sekisho_audit_ro',
  'sekisho_backup',
] as const;

const duplicateRole = ['42710', '23505'];

/** Somebody made the role a moment before. */
export function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && duplicateRole.includes(String(error.code)))) throw error;
}

const mayNot = '42501';

/**
 * Makes the roles where the login may; roles are the cluster's, so another database may have made them at the same moment. Answers whether
 * the batches have one: a house that was prepared before there was may go on without (ADR 0073).
 */
export async function ensureRoles(client: Client): Promise<{ readonly batches: boolean }> {
  const found = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [databaseRoles],
  );
  const missing = databaseRoles.filter((role) => !found.rows.some((row) => row.rolname === role));
  let batches = true;
  for (const role of missing) {
    await client.query(`create role ${role} nologin`).catch((error: unknown) => {
      if (role !== 'sekisho_batch' || sqlState(error) !== mayNot) return ignoreDuplicate(error);
      batches = false;
    });
  }
  return { batches };
}
