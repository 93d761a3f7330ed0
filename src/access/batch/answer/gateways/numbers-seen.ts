import type { BufferNumbers, EventKey, HoleOf, KnownNumbers } from '../../batch-facts.ts';
import type { ClockTold } from './clock-told.ts';
import { type Counted, countNumber } from './count-number.ts';

/** What became known by a number of how its gateway numbers. */
export type NumberNews = Pick<Counted, 'irregular'> & {
  /** It was held to be missing, and nothing of its gateway is any more. */
  readonly completes: boolean;
};

/** What is to be written of the numbers of a batch. */
export type NumberChanges = {
  readonly buffers: readonly BufferNumbers[];
  readonly gone: readonly HoleOf[];
  /** Holes that are new or other than before. */
  readonly holes: readonly HoleOf[];
};

type BufferId = Pick<EventKey, 'epoch'> & { readonly gatewayId: string };

/**
 * Which numbers of each buffer have counted, as far as a batch asks; goes on with every event that counts. A number changes one
 * hole at most, however many there are.
 */
export class NumbersSeen {
  readonly #now: Date;
  readonly #buffers: Map<string, BufferNumbers>;
  readonly #counted = new Set<string>();
  readonly #before: ReadonlyMap<string, HoleOf>;
  readonly #holes: Map<string, HoleOf>;
  readonly #missing: Map<string, number>;

  constructor({ buffers, holes, missing }: KnownNumbers, now: Date) {
    this.#now = now;
    this.#buffers = new Map(buffers.map((buffer) => [bufferKey(buffer), buffer]));
    this.#before = new Map(holes.map((hole) => [holeKey(hole), hole]));
    this.#holes = new Map(this.#before);
    this.#missing = new Map(missing);
  }

  /** Counts the number of an event that has not counted yet. `isPast`: its gateway tells it afterwards. `told`: how far it tells its clock. */
  count({ caller: { gatewayId }, epoch, seq }: EventKey, isPast: boolean, told: ClockTold): NumberNews {
    const own = { gatewayId, epoch };
    const key = bufferKey(own);
    const before = this.#buffers.get(key);
    // Beyond the newest number, where nearly all are, there is no hole to look for.
    const within = before !== undefined && seq <= before.newest ? this.#holeAround(own, seq) : undefined;
    const { numbers, gone, begun, irregular } = countNumber(before, seq, { now: this.#now, isPast, within });
    // Spelled out: an object made of two others takes three microseconds an event.
    const { first, newest, holes } = numbers;
    const isNewest = newest === seq;
    const newestAt = isNewest ? instantOf(told.at) : (before?.newestAt ?? null);
    const pace = isNewest ? told.pace : before?.pace;
    this.#buffers.set(key, { gatewayId, epoch, first, newest, newestAt, pace, holes });
    this.#counted.add(key);
    if (gone !== undefined) this.#holes.delete(holeKey({ ...own, ...gone }));
    for (const hole of begun) this.#holes.set(holeKey({ ...own, ...hole }), { ...own, ...hole });
    if (gone?.state !== 'missing') return { irregular, completes: false };
    const missing = (this.#missing.get(gatewayId) ?? 0) - 1 + begun.length;
    this.#missing.set(gatewayId, missing);
    return { irregular, completes: missing === 0 };
  }

  /** Holds to be missing what has not come to a gateway's holes since `until`; the holes, in no order. */
  settle(gatewayId: string, until: Date): readonly HoleOf[] {
    const settled = [...this.#holes.values()].filter(
      (hole) => hole.gatewayId === gatewayId && hole.state === 'fresh' && hole.since <= until,
    );
    for (const hole of settled) this.#holes.set(holeKey(hole), { ...hole, state: 'missing' });
    this.#missing.set(gatewayId, (this.#missing.get(gatewayId) ?? 0) + settled.length);
    return settled;
  }

  /** Since when the oldest hole of a gateway waits that may still be filled; undefined = none does. */
  waitingSince(gatewayId: string): Date | undefined {
    const fresh = [...this.#holes.values()].filter(
      (hole) => hole.gatewayId === gatewayId && hole.state === 'fresh',
    );
    return fresh.map(({ since }) => since).toSorted((one, other) => one.getTime() - other.getTime())[0];
  }

  get changes(): NumberChanges {
    return {
      buffers: [...this.#counted].flatMap((key) => this.#buffers.get(key) ?? []),
      gone: [...this.#before].flatMap(([key, hole]) => (this.#holes.has(key) ? [] : [hole])),
      holes: [...this.#holes].flatMap(([key, hole]) => (this.#before.get(key) === hole ? [] : [hole])),
    };
  }

  #holeAround({ gatewayId, epoch }: BufferId, seq: number): HoleOf | undefined {
    for (const hole of this.#holes.values()) {
      const isAround = hole.from <= seq && seq <= hole.to;
      if (isAround && hole.gatewayId === gatewayId && hole.epoch === epoch) return hole;
    }
    return undefined;
  }
}

function instantOf(at: string | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}

function bufferKey({ gatewayId, epoch }: BufferId): string {
  return `${gatewayId} ${epoch}`;
}

function holeKey(hole: HoleOf): string {
  return `${bufferKey(hole)} ${hole.from}`;
}
