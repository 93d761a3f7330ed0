/** A site of 5,000 zones and 10,000 doors is about 10 MB. */
export const largestPlan = {
  bytes: 16 * 1024 * 1024,
  values: 800_000,
  depth: 32,
  names: 500,
  longest: 65_536,
} as const;
