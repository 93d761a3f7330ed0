import type { Clock } from '../../../kernel/clock.ts';

/** So long nothing ran here, or the database answered nothing: whatever gateways said meanwhile was heard by nobody. Milliseconds. */
const deafAfterMs = 15_000;

/**
 * Since when this instance can hear what gateways say: its start, or the end of a time in which it could not. No gateway is held to
 * be silent for what was our own silence.
 */
export class Listening {
  readonly #clock: Clock;
  readonly #elapsed: () => number;
  #since: Date;
  #answeredAt: number;

  /** `elapsed`: milliseconds of any clock that only goes on. */
  constructor(clock: Clock, elapsed: () => number) {
    this.#clock = clock;
    this.#elapsed = elapsed;
    this.#since = clock.now();
    this.#answeredAt = elapsed();
  }

  get since(): Date {
    return this.#elapsed() - this.#answeredAt > deafAfterMs ? this.#clock.now() : this.#since;
  }

  /** The database has just answered. */
  answered(): void {
    this.#since = this.since;
    this.#answeredAt = this.#elapsed();
  }
}
