/** A group that goes on reading keeps the way open behind its escort for so long in all. */
const longestMs = 3 * 60_000;

/**
 * Until when (exclusive) somebody may follow an escort who passed a door at `passedAt`: for `withinMs`, and as long again after each ward
 * who followed in time, three minutes in all.
 */
export function windowEnd(passedAt: Date, followed: readonly Date[], withinMs: number): Date {
  const passed = passedAt.getTime();
  const steps = followed
    .map((one) => one.getTime())
    .filter((one) => one >= passed)
    .toSorted((one, other) => one - other);
  let end = passed + withinMs;
  for (const step of steps) {
    if (step >= end) break;
    end = step + withinMs;
  }
  return new Date(Math.min(end, passed + longestMs));
}
