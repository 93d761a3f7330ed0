import type { Role } from '../../authority/roles.ts';
import type { Need } from './rule-told.ts';

/** Each role consents for what it answers for: a 区域 for its zone, a 課室 for its people, anybody else for the site. */
export function needOf(anyOf: readonly Role[], zone: string | null, unit: string | null): Need {
  return {
    zone: anyOf.includes('zone-officer') ? zone : null,
    unit: anyOf.includes('section-officer') ? unit : null,
    anyOf,
  };
}
