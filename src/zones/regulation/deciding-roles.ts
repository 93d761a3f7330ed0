import type { Role } from '../../authority/roles.ts';

/** Roles that a clause or a determination may name to decide what is applied for. */
export const decidingRoles = [
  'ciso',
  'general-officer',
  'security-officer',
  'zone-officer',
  'section-officer',
  'system-officer',
  'exception-approver',
] as const satisfies readonly Role[];

export type DecidingRole = (typeof decidingRoles)[number];
