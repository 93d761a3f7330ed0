import { fairShare } from './fair-share.ts';

/** One event waiting for its batch. */
export type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly since: number;
  readonly answer: (outcome: Answer | 'overloaded' | Error) => void;
};

export type QueueLimits = {
  /** Live events that may wait at once. */
  readonly liveWaiting: number;
  /** Those of them that one gateway may have waiting, so that a bad one leaves places to the others. */
  readonly liveOfOne: number;
  /** Late events that may wait at once: a backlog never takes the place of somebody at a door. */
  readonly lateWaiting: number;
  /** Milliseconds after which a live event is no longer worth deciding. */
  readonly patienceMs: number;
  readonly liveBatch: number;
};

/** Late events that are ready to be decided, with what they are judged by. */
type Ready<Item, Answer, Grounds> = {
  readonly batch: readonly Waiting<Item, Answer>[];
  readonly grounds: Grounds;
};

type Taken<Item, Answer, Grounds> =
  | { readonly lane: 'live'; readonly batch: readonly Waiting<Item, Answer>[] }
  | ({ readonly lane: 'late' } & Ready<Item, Answer, Grounds>);

/**
 * What arrived while the batch before ran. Live events go before late ones; after each live batch one of late ones
 * may run, so that neither a busy door starves a backlog nor a backlog a door. Late events are prepared first, one batch
 * of them at a time. Of both each gateway has its share of a batch: one that floods the site waits for itself.
 */
export class SiteQueue<Item, Answer, Grounds> {
  readonly #limits: QueueLimits;
  readonly #gatewayOf: (item: Item) => string;
  #live: readonly Waiting<Item, Answer>[] = [];
  readonly #liveOf = new Map<string, number>();
  #late: readonly Waiting<Item, Answer>[] = [];
  #preparing = 0;
  #ready: Ready<Item, Answer, Grounds> | undefined;
  #lateTurn = false;

  constructor(limits: QueueLimits, gatewayOf: (item: Item) => string) {
    this.#limits = limits;
    this.#gatewayOf = gatewayOf;
  }

  get size(): number {
    return this.#live.length + this.#lateSize;
  }

  get #lateSize(): number {
    return this.#late.length + this.#preparing + (this.#ready?.batch.length ?? 0);
  }

  /** Takes all of one gateway's post or nothing; one that is larger than its places only where they are all free. */
  push(live: readonly Waiting<Item, Answer>[], late: readonly Waiting<Item, Answer>[]): boolean {
    const { liveWaiting, liveOfOne, lateWaiting } = this.#limits;
    const [first] = live;
    const gateway = first && this.#gatewayOf(first.item);
    const ofOne = gateway === undefined ? 0 : (this.#liveOf.get(gateway) ?? 0);
    const isFull =
      exceeds(this.#live.length, live.length, liveWaiting) ||
      exceeds(ofOne, live.length, liveOfOne) ||
      exceeds(this.#lateSize, late.length, lateWaiting);
    if (isFull) return false;
    this.#live = [...this.#live, ...live];
    if (gateway !== undefined) this.#liveOf.set(gateway, ofOne + live.length);
    this.#late = [...this.#late, ...late];
    return true;
  }

  /** Up to `count` late events to prepare; none while others are being prepared or wait prepared. */
  toPrepare(count: number): readonly Waiting<Item, Answer>[] {
    if (this.#preparing > 0 || this.#ready !== undefined) return [];
    const { taken, left } = fairShare(this.#late, count, this.#ownerOf);
    this.#late = left;
    this.#preparing = taken.length;
    return taken;
  }

  /** The prepared of them are ready; the `rest` waits for the next time, before all others. */
  prepared(ready: Ready<Item, Answer, Grounds> | undefined, rest: readonly Waiting<Item, Answer>[]): void {
    this.#preparing = 0;
    this.#ready = ready;
    this.#late = [...rest, ...this.#late];
  }

  /** The next batch; live events that waited too long are refused instead. Empty when nothing is ready. */
  take(now: number): Taken<Item, Answer, Grounds> {
    this.refuseImpatient(now);
    const ready = this.#ready;
    if (ready !== undefined && (this.#lateTurn || this.#live.length === 0)) {
      this.#lateTurn = false;
      this.#ready = undefined;
      return { lane: 'late', ...ready };
    }
    this.#lateTurn = ready !== undefined;
    const { taken, left } = fairShare(this.#live, this.#limits.liveBatch, this.#ownerOf);
    this.#live = left;
    this.#forget(taken);
    return { lane: 'live', batch: taken };
  }

  /** Refuses live events that waited too long, also while the batch before them does not end. */
  refuseImpatient(now: number): void {
    const patient = this.#live.findIndex((waiting) => now - waiting.since <= this.#limits.patienceMs);
    if (patient === 0) return;
    const refused = patient === -1 ? this.#live : this.#live.slice(0, patient);
    this.#live = this.#live.slice(refused.length);
    this.#forget(refused);
    for (const waiting of refused) waiting.answer('overloaded');
  }

  readonly #ownerOf = ({ item }: Waiting<Item, Answer>): string => this.#gatewayOf(item);

  /** These wait no more. */
  #forget(live: readonly Waiting<Item, Answer>[]): void {
    for (const { item } of live) {
      const gateway = this.#gatewayOf(item);
      const left = (this.#liveOf.get(gateway) ?? 0) - 1;
      if (left > 0) this.#liveOf.set(gateway, left);
      else this.#liveOf.delete(gateway);
    }
  }
}

function exceeds(waiting: number, more: number, places: number): boolean {
  return waiting > 0 && more > 0 && waiting + more > places;
}
