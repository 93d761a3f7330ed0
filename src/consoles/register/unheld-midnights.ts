/** Somebody kept a console: from when they signed in there, until they were signed out or their shift was over. */
export type Holding = { readonly from: Date; readonly until: Date };

/** How a console was kept, as the record tells it. */
export type ConsoleKept = {
  readonly registeredAt: Date;
  readonly retiredAt: Date | null;
  /** Since when somebody is, or need not be, there at every hour; in order. */
  readonly nights: readonly { readonly from: Date; readonly isKept: boolean }[];
  readonly holdings: readonly Holding[];
};

/** At which of these midnights nobody kept a console that is kept at every hour. */
export function unheldMidnights(
  { registeredAt, retiredAt, nights, holdings }: ConsoleKept,
  midnights: readonly Date[],
): readonly Date[] {
  return midnights.filter((at) => {
    const isThere = registeredAt <= at && (retiredAt === null || at < retiredAt);
    const isKept = nights.findLast(({ from }) => from <= at)?.isKept === true;
    return isThere && isKept && !holdings.some(({ from, until }) => from <= at && at < until);
  });
}
