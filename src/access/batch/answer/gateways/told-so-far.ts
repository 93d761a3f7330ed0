import type { EventKey, Told, TopicKey } from '../../batch-facts.ts';
import type { ClockTold } from './clock-told.ts';

type Newest = Pick<Told, 'seq' | 'at' | 'pace'>;

/** How an event stands among what its gateway has told already, within one epoch. */
export type EventOrder = {
  /** The newest that was told, by number. */
  readonly newest: Newest | undefined;
  /** Something younger was told: the event comes afterwards. */
  readonly isOlder: boolean;
  /** By the gateway's clock, too, it lies before the newest that was told. */
  readonly isStampedOlder: boolean;
  /** By the gateway's clock it lies behind the newest that was told, though its number does not: the index began anew. */
  readonly isStampedNewer: boolean;
  /** Whether something younger was told of one of these topics. */
  readonly isOvertaken: (topics: readonly string[]) => boolean;
  /** Whether anything was told of this topic. */
  readonly isTold: (topic: string) => boolean;
  /** The key of the read that an entry of this batch records. */
  readonly readOf: (entry: number) => EventKey | undefined;
};

/** How far gateways have told of each topic; goes on with every event that a batch counts. */
export class ToldSoFar {
  readonly #newest: Map<string, Newest>;
  /** By the entry of a read in this batch: the read's own number. */
  readonly #reads = new Map<number, EventKey>();

  constructor(told: readonly Told[]) {
    this.#newest = new Map(told.map((one) => [wordsOf(one), one]));
  }

  orderOf({ caller: { gatewayId }, epoch, seq }: EventKey, at: string | undefined): EventOrder {
    const anything = this.#newest.get(wordsOf({ gatewayId, epoch, topic: undefined }));
    const isOlder = anything !== undefined && anything.seq > seq;
    const newest = (topic: string) => this.#newest.get(wordsOf({ gatewayId, epoch, topic }))?.seq;
    const after =
      isOlder && at !== undefined && anything.at !== null ? Date.parse(at) - anything.at.getTime() : 0;
    return {
      newest: anything,
      isOlder,
      isStampedOlder: after < 0,
      isStampedNewer: after > 0,
      isOvertaken: (topics) => topics.some((topic) => (newest(topic) ?? 0) > seq),
      isTold: (topic) => newest(topic) !== undefined,
      readOf: (entry) => this.#reads.get(entry),
    };
  }

  note(key: EventKey, { at, pace }: ClockTold, topic: string | undefined, entry: number | undefined): void {
    const { caller, epoch, seq } = key;
    const told = { seq, at: at === undefined ? null : new Date(at), pace };
    for (const about of topic === undefined ? [undefined] : [undefined, topic]) {
      const words = wordsOf({ gatewayId: caller.gatewayId, epoch, topic: about });
      if ((this.#newest.get(words)?.seq ?? 0) < seq) this.#newest.set(words, told);
    }
    if (entry !== undefined) this.#reads.set(entry, key);
  }
}

function wordsOf({ gatewayId, epoch, topic = '' }: TopicKey): string {
  return `${gatewayId} ${epoch} ${topic}`;
}
