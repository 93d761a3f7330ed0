import type { Action } from '../authority/authorization.ts';
import { judgeAccess } from '../authority/judge-access.ts';
import type { Database } from '../db/pool.ts';
import { findPersonPrincipal } from './find-person-principal.ts';

/** Whether a person is in office and may do something by now, with the roles held at this moment and whatever token shows them. */
export async function mayStill(
  db: Database,
  personId: string,
  action: Action,
  siteId: string | undefined,
  now: Date,
): Promise<boolean> {
  const principal = await findPersonPrincipal(db, personId, { kind: 'program', id: 'sekisho' }, now);
  return principal !== undefined && judgeAccess(principal, action, siteId) === 'allowed';
}
