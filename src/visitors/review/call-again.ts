/** A call that nobody answered. */
export type Unanswered = { readonly called: string; readonly at: Date };

/** Whom to call next about a destination that is not reviewed, and from when on. */
export type NextCall = {
  readonly call: readonly string[];
  readonly at: Date;
};

/**
 * When the desk calls a second time and whom: the host again so many minutes after the last call, and every deputy with them.
 * undefined = nobody was called yet. Nothing follows from a call that nobody answers: silence never admits.
 */
export function callAgain(
  calls: readonly Unanswered[],
  { hostId, deputies }: { readonly hostId: string; readonly deputies: ReadonlySet<string> },
  minutes: number,
): NextCall | undefined {
  if (calls.length === 0) return undefined;
  const last = Math.max(...calls.map(({ at }) => at.getTime()));
  return { call: [hostId, ...[...deputies].toSorted()], at: new Date(last + minutes * 60_000) };
}
