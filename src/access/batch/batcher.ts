import type { Pool } from '../../db/pool.ts';
import { sqlState } from '../../db/transaction.ts';
import type { ReceivedEvent } from '../../gateways/gateway-post.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import type { Hints } from '../../log/hints.ts';
import type { Outcome } from './decide-batch.ts';
import type { RulesCache } from './rules-cache.ts';
import { runIsolated } from './run-isolated.ts';
import { QueueFull, type QueueLimits, SiteQueue, type Waiting } from './site-queue.ts';

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
  /** One outcome an event, in order, once they are durable. Rejects with QueueFull, or with what lost the database. */
  readonly submit: (
    siteId: string,
    live: readonly ReceivedEvent[],
    late: readonly ReceivedEvent[],
  ) => Promise<ReadonlyMap<ReceivedEvent, Outcome>>;
  /** Settles what is due at a site where nothing else runs. */
  readonly settle: (siteId: string) => Promise<void>;
  /** Takes nothing more and resolves when the batches in hand are done. */
  readonly close: () => Promise<void>;
};

const defaults: QueueLimits = { waiting: 2000, patienceMs: 1000, liveBatch: 256, lateBatch: 200 };

const lockNotAvailable = '55P03';
/** A frozen instance loses the head after 2 s idle; whoever waited for it tries once more. */
const headTries = 2;

type SiteWork = { readonly queue: SiteQueue<ReceivedEvent, Outcome>; running: Promise<void> | undefined };

export function buildBatcher(deps: BatcherDeps): Batcher {
  const { clock, hints, metrics, onFault } = deps;
  const limits = { ...defaults, ...deps.limits };
  const sites = new Map<string, SiteWork>();
  let closed = false;

  function workOf(siteId: string): SiteWork {
    const work = sites.get(siteId) ?? {
      queue: new SiteQueue<ReceivedEvent, Outcome>(limits),
      running: undefined,
    };
    sites.set(siteId, work);
    return work;
  }

  function wake(siteId: string, work: SiteWork): void {
    work.running ??= drain(siteId, work).finally(() => {
      work.running = undefined;
      if (work.queue.size > 0) wake(siteId, work);
    });
  }

  /** What arrives while a batch runs is the next batch: no timer, an idle site answers at once. */
  async function drain(siteId: string, { queue }: SiteWork): Promise<void> {
    while (queue.size > 0) {
      const { lane, batch } = queue.take(clock.now().getTime());
      if (batch.length > 0) await runOne(siteId, lane, batch);
      metrics.waiting(queue.size);
    }
  }

  async function runOne(
    siteId: string,
    lane: 'live' | 'late',
    batch: readonly Waiting<ReceivedEvent, Outcome>[],
  ): Promise<void> {
    const started = performance.now();
    const events = batch.map(({ item }) => item);
    const measured = { lane, events: events.length };
    try {
      const outcomes = await withHead(() =>
        runIsolated(deps, { siteId, lane, events, now: clock.now() }, onFault),
      );
      metrics.batch({ ...measured, seconds: (performance.now() - started) / 1000, outcome: 'committed' });
      batch.forEach((waiting, index) => {
        waiting.settle(outcomes[index] ?? new Error('a batch answered too little'));
      });
      hints.changed(siteId);
    } catch (error) {
      metrics.batch({ ...measured, seconds: (performance.now() - started) / 1000, outcome: 'failed' });
      onFault(error, { siteId });
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const waiting of batch) waiting.settle(failure);
    }
  }

  return {
    async submit(siteId, live, late) {
      if (closed) throw new QueueFull();
      const work = workOf(siteId);
      const since = clock.now().getTime();
      const waits: Promise<readonly [ReceivedEvent, Outcome]>[] = [];
      const waiting = (item: ReceivedEvent): Waiting<ReceivedEvent, Outcome> => {
        const { promise, settle } = deferred<Outcome>();
        waits.push(promise.then((outcome) => [item, outcome]));
        return { item, since, settle };
      };
      const accepted = work.queue.push(live.map(waiting), late.map(waiting));
      if (!accepted) throw new QueueFull();
      wake(siteId, work);
      return new Map(await Promise.all(waits));
    },
    async settle(siteId) {
      const work = workOf(siteId);
      if (closed || work.running !== undefined) return;
      work.running = runIsolated(deps, { siteId, lane: 'live', events: [], now: clock.now() }, onFault)
        .then(() => hints.changed(siteId))
        .finally(() => {
          work.running = undefined;
          if (work.queue.size > 0) wake(siteId, work);
        });
      await work.running;
    },
    async close() {
      closed = true;
      await Promise.all([...sites.values()].map(({ running }) => running?.catch(() => undefined)));
    },
  };
}

async function withHead<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (sqlState(error) !== lockNotAvailable || tries === headTries) throw error;
    }
  }
}

function deferred<Value>() {
  let settle: (outcome: Value | Error) => void = () => undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
  });
  return { promise, settle };
}
