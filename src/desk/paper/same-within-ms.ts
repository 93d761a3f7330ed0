/** What is told within so long of what is written is the same passage. */
export const sameWithinMs = 5 * 60_000;
