/** A group that goes on reading keeps the way open behind its escort for so long in all. */
const longestMs = 3 * 60_000;

/**
 * Whether an escort who passed at `passedAt` still leads through that door at `at`: for `withinMs` from then on, and as long again
 * after each ward who followed (`followed`), three minutes in all.
 */
export function isWindowOpen(passedAt: Date, followed: readonly Date[], at: Date, withinMs: number): boolean {
  const passed = passedAt.getTime();
  const now = at.getTime();
  if (now - passed >= longestMs) return false;
  const steps = followed
    .map((one) => one.getTime())
    .filter((one) => one >= passed && one <= now)
    .toSorted((one, other) => one - other);
  let last = passed;
  for (const step of steps) {
    if (step - last >= withinMs) return false;
    last = step;
  }
  return now - last < withinMs;
}
