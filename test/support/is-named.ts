import { type Action, authorization } from '../../src/authority/authorization.ts';
import type { Role } from '../../src/authority/roles.ts';

/** Whether the row of an action names a role, wherever it is held. */
export function isNamed(role: Role, action: Action): boolean {
  return authorization[action].roles.some((one) => one === role);
}
