/** One event waiting for its batch. */
export type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly since: number;
  readonly answer: (outcome: Answer | 'overloaded' | Error) => void;
};

export type QueueLimits = {
  /** Events that may wait at once, live and late together. */
  readonly waiting: number;
  /** Milliseconds after which a live event is no longer worth deciding. */
  readonly patienceMs: number;
  readonly liveBatch: number;
  readonly lateBatch: number;
};

/**
 * What arrived while the batch before ran. Live events go before late ones; after each live batch one of late ones
 * may run, so that neither a busy door starves a backlog nor a backlog a door.
 */
export class SiteQueue<Item, Answer> {
  readonly #limits: QueueLimits;
  readonly #live: Waiting<Item, Answer>[] = [];
  readonly #late: Waiting<Item, Answer>[] = [];
  #lateTurn = false;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#live.length + this.#late.length;
  }

  /** Takes all of a post or nothing. */
  push(live: readonly Waiting<Item, Answer>[], late: readonly Waiting<Item, Answer>[]): boolean {
    if (this.size > 0 && this.size + live.length + late.length > this.#limits.waiting) return false;
    this.#live.push(...live);
    this.#late.push(...late);
    return true;
  }

  /** The next batch; live events that waited too long are refused instead. Empty when nothing waits. */
  take(now: number): { readonly lane: 'live' | 'late'; readonly batch: readonly Waiting<Item, Answer>[] } {
    this.refuseImpatient(now);
    if (this.#late.length > 0 && (this.#lateTurn || this.#live.length === 0)) {
      this.#lateTurn = false;
      return { lane: 'late', batch: this.#late.splice(0, this.#limits.lateBatch) };
    }
    this.#lateTurn = this.#late.length > 0;
    return { lane: 'live', batch: this.#live.splice(0, this.#limits.liveBatch) };
  }

  /** Refuses live events that waited too long, also while the batch before them does not end. */
  refuseImpatient(now: number): void {
    const patient = this.#live.findIndex((waiting) => now - waiting.since <= this.#limits.patienceMs);
    const impatient = this.#live.splice(0, patient === -1 ? this.#live.length : patient);
    for (const waiting of impatient) waiting.answer('overloaded');
  }
}
