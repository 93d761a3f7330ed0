import type { Pool } from '../../../db/pool.ts';
import type { Outcome, ReceivedEvent, TakeEvents } from '../../../gateways/receive-events.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Metrics } from '../../../kernel/metrics.ts';
import type { Hints } from '../../../log/hints.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { Batch } from '../batch.ts';
import { runBatches } from './run-batches.ts';
import { type QueueLimits, SiteQueue, type Waiting } from './site-queue.ts';

export type BatcherDeps = {
  readonly pool: Pool;
  readonly rules: RulesCache;
  readonly clock: Clock;
  readonly hints: Hints;
  readonly metrics: Metrics;
  readonly onFault: (error: unknown, context: { readonly siteId: string }) => void;
  readonly limits?: Partial<QueueLimits>;
};

/** Decides and records what gateways post, one batch at a time a site. */
export type Batcher = {
  readonly submit: TakeEvents;
  /** Runs a batch for what is due at a site where nothing else runs. */
  readonly runDue: (siteId: string) => Promise<void>;
  /** Refuses whoever has waited too long, also behind a batch that does not end. */
  readonly refuseImpatient: () => void;
  /** Takes nothing more and resolves when the batches in hand are done. */
  readonly close: () => Promise<void>;
};

const defaults: QueueLimits = { waiting: 2000, patienceMs: 1000, liveBatch: 256, lateBatch: 200 };

type WaitingEvent = Waiting<ReceivedEvent, Outcome>;

/** A batch that was taken, and whoever waits for it. */
type BatchInHand = Batch & { readonly waiting: readonly WaitingEvent[]; readonly started: number };

type SiteWork = {
  readonly siteId: string;
  readonly queue: SiteQueue<ReceivedEvent, Outcome>;
  running: Promise<void> | undefined;
};

export function buildBatcher(deps: BatcherDeps): Batcher {
  const { clock, hints, metrics, onFault } = deps;
  const limits = { ...defaults, ...deps.limits };
  const sites = new Map<string, SiteWork>();
  let closed = false;

  function workOf(siteId: string): SiteWork {
    const work = sites.get(siteId) ?? { siteId, queue: new SiteQueue(limits), running: undefined };
    sites.set(siteId, work);
    return work;
  }

  function inHand(
    { siteId }: SiteWork,
    lane: 'live' | 'late',
    waiting: readonly WaitingEvent[],
  ): BatchInHand {
    const events = waiting.map(({ item }) => item);
    return { siteId, lane, events, now: clock.now(), withDue: true, waiting, started: performance.now() };
  }

  /** The next batch of what waits at a site; undefined when nothing does. */
  function take(work: SiteWork): BatchInHand | undefined {
    const { queue } = work;
    while (queue.size > 0) {
      const { lane, batch } = queue.take(clock.now().getTime());
      metrics.waiting(queue.size);
      if (batch.length > 0) return inHand(work, lane, batch);
    }
    return undefined;
  }

  /** Tells whoever waited for a batch what became of it. */
  function answered(
    { siteId, lane, waiting, started }: BatchInHand,
    result: readonly Outcome[] | Error,
  ): void {
    const failed = result instanceof Error;
    metrics.batch({
      lane,
      events: waiting.length,
      seconds: (performance.now() - started) / 1000,
      outcome: failed ? 'failed' : 'committed',
    });
    if (failed) onFault(result, { siteId });
    else hints.changed(siteId);
    for (const [index, { answer }] of waiting.entries()) {
      answer(failed ? result : (result[index] ?? new Error('a batch answered too little')));
    }
  }

  /** What arrives while a batch runs is the next batch: no timer, an idle site answers at once. */
  function run(work: SiteWork, first: BatchInHand | undefined): void {
    work.running = runBatches(deps, first, { take: () => take(work), answered }).finally(() => {
      work.running = undefined;
      if (work.queue.size > 0) run(work, take(work));
    });
  }

  return {
    submit(siteId, events) {
      return new Promise((resolve, reject) => {
        if (events.length === 0) return resolve([]);
        const work = workOf(siteId);
        const waiting = waitTogether(events, clock.now().getTime(), resolve, reject);
        const isLate = ({ item }: WaitingEvent) => item.late;
        const late = waiting.filter(isLate);
        const live = late.length === 0 ? waiting : waiting.filter((one) => !isLate(one));
        if (closed || !work.queue.push(live, late)) return resolve('overloaded');
        if (work.running === undefined) run(work, take(work));
      });
    },
    async runDue(siteId) {
      const work = workOf(siteId);
      if (closed || work.running !== undefined) return;
      run(work, inHand(work, 'live', []));
      await work.running;
    },
    refuseImpatient() {
      for (const { queue } of sites.values()) queue.refuseImpatient(clock.now().getTime());
    },
    async close() {
      closed = true;
      await Promise.all([...sites.values()].map(({ running }) => running?.catch(() => undefined)));
    },
  };
}

/** Events of one post, answered together when the last of them is, or by the first that fails or waited too long. */
function waitTogether(
  events: readonly ReceivedEvent[],
  since: number,
  resolve: (outcomes: readonly Outcome[] | 'overloaded') => void,
  reject: (error: Error) => void,
): readonly WaitingEvent[] {
  const outcomes: Outcome[] = new Array(events.length);
  let open = events.length;
  return events.map((item, index) => ({
    item,
    since,
    answer(outcome) {
      if (outcome instanceof Error) return reject(outcome);
      if (outcome === 'overloaded') return resolve(outcome);
      outcomes[index] = outcome;
      open -= 1;
      if (open === 0) resolve(outcomes);
    },
  }));
}
