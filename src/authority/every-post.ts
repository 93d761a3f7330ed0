import type { Role } from './roles.ts';

export const officers = ['ciso', 'general-officer', 'security-officer'] as const;
export const zoneKeepers = ['zone-officer', 'zone-clerk'] as const;
export const desk = ['reception', 'guard'] as const;

/** Every role that a person holds. */
export const everyPost = [
  ...officers,
  ...zoneKeepers,
  ...desk,
  'section-officer',
  'system-officer',
  'exception-approver',
  'csirt',
  'host',
  'rights-admin',
  'system-admin',
  'auditor',
] as const satisfies readonly Role[];
