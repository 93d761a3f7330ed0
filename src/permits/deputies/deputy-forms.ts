import type { Role } from '../../authority/roles.ts';

/** How somebody decides in the stead of an officer. */
export const deputyForms = {
  /** 代決: while the officer is absent; the officer looks at it afterwards (後閲). */
  acting: '代決',
  /** 専決: a standing delegation of kinds of permit; nobody looks afterwards. */
  delegated: '専決',
} as const;

export type DeputyForm = keyof typeof deputyForms;

/** The roles that somebody may stand in for. */
export const deputisedRoles = [
  'zone-officer',
  'section-officer',
  'system-officer',
  'security-officer',
  'general-officer',
  'ciso',
  'exception-approver',
] as const satisfies readonly Role[];

export type DeputisedRole = (typeof deputisedRoles)[number];
