import pg from 'pg';
import { ensureRoles, ignoreDuplicate } from '../ensure-roles.ts';
import { serviceLogin } from './ensure-cluster.ts';

/**
 * Makes a login for the service where there is none: a member of `sekisho_app` and of nothing else, so that no statement
 * of it ever gets the rights of the owner, also by `reset role`. `ownerUrl`: of a login that may create roles.
 */
export async function ensureServiceLogin(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sekisho login' });
  await client.connect();
  try {
    await ensureRoles(client);
    await client.query(`create role ${serviceLogin} login in role sekisho_app`).catch(ignoreDuplicate);
  } finally {
    await client.end();
  }
}
