import type { Requirement } from './requirement.ts';

/** The permit (例外措置) of a zone that leaves out a measure which is 要 without it; undefined where none does. */
export function exceptionIn({ value, chain }: Pick<Requirement, 'value' | 'chain'>): string | undefined {
  const last = chain.at(-1);
  return value === 'not-required' && last?.layer === 'permit' ? last.source : undefined;
}
