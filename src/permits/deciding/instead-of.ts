import type { ConsentOutcome } from './judge-consent.ts';

/** What the entry says of whoever decided in another's stead; nothing where they decided by a role of their own. */
export function insteadOf(added: ConsentOutcome['added']): object {
  const instead = added.filter(({ form }) => form !== undefined);
  return instead.length === 0 ? {} : { instead: instead.map(({ anyOf, ...one }) => one) };
}
