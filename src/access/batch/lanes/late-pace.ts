/**
 * What a batch of late events is to take while somebody may stand at a door, milliseconds. It holds the doors for no more than 20: the
 * slowest of a hundred takes twice as long as most do.
 */
const besideLiveMs = 12;
/** Beyond this nothing is gained. */
const most = 200;
/** A slow machine still goes on. */
const least = 10;
/** A site where no live event came for this long is quiet. Milliseconds. */
const quietAfterMs = 1_000;
/** How much the newest batch says of the next. */
const newest = 0.3;

/** How many late events a batch of a site takes: many at a quiet one, else as many as the last ones took 12 ms for. */
export class LatePace {
  #msPerEvent = besideLiveMs / most;
  #liveAt = Number.NEGATIVE_INFINITY;

  /** A live event arrived at `now`, in milliseconds of any clock that only goes on. */
  liveArrived(now: number): void {
    this.#liveAt = now;
  }

  /** A batch of so many late events took so long, from its opening to its commit. */
  took(events: number, milliseconds: number): void {
    if (events > 0) this.#msPerEvent += newest * (milliseconds / events - this.#msPerEvent);
  }

  /** Whether nobody may be standing at a door. */
  isQuiet(now: number): boolean {
    return now - this.#liveAt > quietAfterMs;
  }

  /** How many late events the next batch takes. */
  next(now: number): number {
    if (this.isQuiet(now)) return most;
    return Math.max(least, Math.min(most, Math.round(besideLiveMs / this.#msPerEvent)));
  }
}
