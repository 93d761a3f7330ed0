import type { GroupKind } from '../../log/entry/effects.ts';

/** Services that are let in without anything, and what each is called. */
export const services = {
  fire: '消防',
  ambulance: '救急',
  police: '警察',
  utility: '電気・ガス・水道の緊急作業',
  'other-service': 'その他の緊急機関',
} as const satisfies Partial<Record<GroupKind, string>>;

export type Service = keyof typeof services;

export const serviceCodes = [
  'fire',
  'ambulance',
  'police',
  'utility',
  'other-service',
] as const satisfies readonly Service[];
