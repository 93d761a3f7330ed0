/**
 * How long nothing more is looked at after the nth failure, in seconds; the last for every further one. Nobody is locked out for good
 * (統一技術基準 2.2.1.1(1)(g)(ウ); ADR 0072).
 */
export const tryWaits = {
  /** Five in 15 minutes. There are two lanes an account: ten. */
  account: [0, 0, 60, 240, 900],
  /** Twenty, and then one a minute at last: a whole building may come from one address. */
  network: [...Array<number>(20).fill(0), 1, 2, 4, 8, 16, 32, 60],
} as const satisfies Readonly<Record<string, readonly number[]>>;
