import type { Opening } from './layers.ts';
import type { RequirementValue } from './requirement.ts';

/**
 * What each kind of permit makes of what a row asks; what does not stand here it leaves as it is. An application opens 禁 of
 * 別表1, an exception (例外措置) also 禁止, and leaves a measure out that is 要.
 */
const opened = {
  application: { 'forbidden-unless-permitted': 'allowed' },
  exception: { 'forbidden-unless-permitted': 'allowed', forbidden: 'allowed', required: 'not-required' },
} as const satisfies Record<Opening['kind'], Partial<Record<RequirementValue, RequirementValue>>>;

/** The value that a permit puts in the place of one; undefined where it opens nothing. */
export function valueOpened(kind: Opening['kind'], value: RequirementValue): RequirementValue | undefined {
  const values: Partial<Record<RequirementValue, RequirementValue>> = opened[kind];
  return values[value];
}
