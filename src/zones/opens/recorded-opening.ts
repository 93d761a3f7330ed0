import type { OpenedZone } from './judge-opens.ts';

/** What an entry says of whom a change lets in: who they are is in the permissions as they were known then, so it says how many. */
export function recordedOpening({ persons, ...opened }: OpenedZone): object {
  return { ...opened, persons: persons.length };
}
