import pg from 'pg';
import { ensureRoles, ignoreDuplicate } from '../ensure-roles.ts';
import { batchLogin, serviceLogin } from './ensure-cluster.ts';

/**
 * Makes the logins of the service and of its batches where there are none: each a member of one role and of nothing else, so that no
 * statement of it ever gets the rights of the owner, also by `reset role`. `ownerUrl`: of a login that may create roles.
 */
export async function ensureServiceLogins(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sekisho login' });
  await client.connect();
  try {
    await ensureRoles(client);
    await client.query(`create role ${serviceLogin} login in role sekisho_app`).catch(ignoreDuplicate);
    await client.query(`create role ${batchLogin} login in role sekisho_batch`).catch(ignoreDuplicate);
  } finally {
    await client.end();
  }
}
