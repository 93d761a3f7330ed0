import type { Contacts } from './load-contacts.ts';

/** A call that nobody answered. */
export type Unanswered = { readonly called: string; readonly at: Date };

/** Whom to call next about a destination that is not reviewed, and from when on. */
export type NextCall = {
  readonly call: readonly string[];
  readonly at: Date;
};

/**
 * When the desk calls a second time and whom: the host again so many minutes after the last call, with them every deputy, and who
 * heads the host's 課室.
 * undefined = nobody was called yet. Nothing follows from a call that nobody answers: silence never admits.
 */
export function callAgain(
  calls: readonly Unanswered[],
  { hostId, deputies, heads }: Contacts,
  minutes: number,
): NextCall | undefined {
  if (calls.length === 0) return undefined;
  const last = Math.max(...calls.map(({ at }) => at.getTime()));
  const call = new Set([hostId, ...[...deputies].toSorted(), ...[...heads].toSorted()]);
  return { call: [...call], at: new Date(last + minutes * 60_000) };
}
