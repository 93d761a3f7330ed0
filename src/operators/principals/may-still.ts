import { judgeAccess } from '../../authority/judge-access.ts';
import type { MayStill } from '../../authority/may-still.ts';
import { findPersonPrincipal } from './find-person-principal.ts';

/** By the roles held at this moment, whatever token shows them. */
export const mayStill: MayStill = async (db, personId, action, siteId, now) => {
  const principal = await findPersonPrincipal(db, personId, { kind: 'program', id: 'sekisho' }, now);
  return principal !== undefined && judgeAccess(principal, action, siteId) === 'allowed';
};
