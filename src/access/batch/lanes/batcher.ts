import { isDatabaseLoss } from '../../../db/is-database-loss.ts';
import type { Pool } from '../../../db/pool.ts';
import { ProgramOutdated } from '../../../db/program-outdated.ts';
import type { Outcome, ReceivedEvent, TakeEvents } from '../../../gateways/receive-events.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Metrics } from '../../../kernel/metrics.ts';
import type { Hints } from '../../../log/hints.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { Batch } from '../batch.ts';
import type { LateGrounds } from '../late-grounds.ts';
import { prepareLate } from '../read/prepare-late.ts';
import { rememberLooks } from '../read/remember-looks.ts';
import { asError } from './as-error.ts';
import { LatePace } from './late-pace.ts';
import { Listening } from './listening.ts';
import { runBatches } from './run-batches.ts';
import { type QueueLimits, SiteQueue, type Waiting } from './site-queue.ts';

export type BatcherDeps = {
  /** Where batches run. */
  readonly pool: Pool;
  /** Where late events are prepared, beside them. */
  readonly sideBySide: Pool;
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
  /** Notes that the database answers, also while nothing is to be decided. */
  readonly databaseAnswered: () => void;
  /** Refuses whoever has waited too long, also behind a batch that does not end. */
  readonly refuseImpatient: () => void;
  /**
   * Whether the last batch with events of some site failed within the last 30 s by a fault that readiness does not find by
   * itself: so long a balancer sends nobody here, then one more is tried.
   */
  readonly failing: () => boolean;
  /** Whether somebody may be standing at a door of a site that this instance decides for. */
  readonly isAtDoors: () => boolean;
  /** Takes nothing more and resolves when the batches in hand are done. */
  readonly close: () => Promise<void>;
};

const defaults: QueueLimits = {
  liveWaiting: 2000,
  liveOfOne: 1000,
  lateWaiting: 2000,
  patienceMs: 1000,
  liveBatch: 256,
};

/** How long a failed batch is held against this instance. */
const failedForMs = 30_000;

type WaitingEvent = Waiting<ReceivedEvent, Outcome>;

/** A batch that was taken, and whoever waits for it. */
type BatchInHand = Batch & { readonly waiting: readonly WaitingEvent[]; readonly started: number };

type SiteWork = {
  readonly siteId: string;
  readonly queue: SiteQueue<ReceivedEvent, Outcome, LateGrounds>;
  readonly pace: LatePace;
  running: Promise<void> | undefined;
  preparing: Promise<void> | undefined;
  /** When its last batch with events failed; undefined = it was committed. */
  failedAt: number | undefined;
};

export function buildBatcher(deps: BatcherDeps): Batcher {
  const { pool, clock, hints, metrics, onFault } = deps;
  const batches = { pool, kept: { rules: deps.rules, before: rememberLooks() }, onFault };
  const limits = { ...defaults, ...deps.limits };
  const sites = new Map<string, SiteWork>();
  const listening = new Listening(clock, () => performance.now());
  let closed = false;

  function workOf(siteId: string): SiteWork {
    const queue = new SiteQueue<ReceivedEvent, Outcome, LateGrounds>(
      limits,
      ({ caller }) => caller.gatewayId,
    );
    const work = sites.get(siteId) ?? {
      siteId,
      queue,
      pace: new LatePace(),
      running: undefined,
      preparing: undefined,
      failedAt: undefined,
    };
    sites.set(siteId, work);
    return work;
  }

  function inHand({ siteId }: SiteWork, waiting: readonly WaitingEvent[]) {
    const events = waiting.map(({ item }) => item);
    return {
      siteId,
      events,
      now: clock.now(),
      listeningSince: listening.since,
      withDue: true,
      waiting,
      started: performance.now(),
    };
  }

  /** The next batch of what waits at a site; undefined when nothing is ready. */
  function take(work: SiteWork): BatchInHand | undefined {
    const taken = work.queue.take(clock.now().getTime());
    metrics.waiting(work.queue.size);
    if (taken.batch.length === 0) return undefined;
    if (taken.lane === 'live') return { ...inHand(work, taken.batch), lane: 'live' };
    prepareNext(work);
    return { ...inHand(work, taken.batch), lane: 'late', grounds: taken.grounds };
  }

  /** Prepares the next late events while batches of the site run. Where that fails they are answered as those of a failed batch. */
  function prepareNext(work: SiteWork): void {
    const { siteId, queue, pace } = work;
    const waiting = queue.toPrepare(pace.next(performance.now()));
    if (waiting.length === 0) return;
    const events = waiting.map(({ item }) => item);
    const { sideBySide: source, rules } = deps;
    const toldOf = (error: unknown) => onFault(error, { siteId });
    work.preparing = prepareLate({ source, rules, onFault: toldOf }, siteId, events, clock.now())
      .then(
        ({ count, grounds }) =>
          queue.prepared({ batch: waiting.slice(0, count), grounds }, waiting.slice(count)),
        (error: unknown) => {
          queue.prepared(undefined, []);
          toldOf(error);
          for (const { answer } of waiting) answer(asError(error));
        },
      )
      .finally(() => {
        work.preparing = undefined;
        prepareNext(work);
        goOn(work);
      });
  }

  /** Tells whoever waited for a batch what became of it. */
  function answered(
    { siteId, lane, waiting, started }: BatchInHand,
    result: readonly Outcome[] | Error,
  ): void {
    const failed = result instanceof Error;
    const milliseconds = performance.now() - started;
    metrics.batch({
      lane,
      events: waiting.length,
      seconds: milliseconds / 1000,
      outcome: failed ? 'failed' : 'committed',
    });
    const work = workOf(siteId);
    if (lane === 'late') work.pace.took(waiting.length, milliseconds);
    if (waiting.length > 0) work.failedAt = failed && !isTold(result) ? clock.now().getTime() : undefined;
    if (failed) onFault(result, { siteId });
    else {
      listening.answered();
      hints.changed(siteId);
    }
    for (const [index, { answer }] of waiting.entries()) {
      answer(failed ? result : (result[index] ?? new Error('a batch answered too little')));
    }
  }

  /** What arrives while a batch runs is the next batch: no timer, an idle site answers at once. */
  function run(work: SiteWork, first: BatchInHand): void {
    work.running = runBatches(batches, first, { take: () => take(work), answered }).finally(() => {
      work.running = undefined;
      goOn(work);
    });
  }

  /** Runs what is ready, unless something runs. */
  function goOn(work: SiteWork): void {
    const next = work.running === undefined ? take(work) : undefined;
    if (next !== undefined) run(work, next);
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
        if (live.length > 0) work.pace.liveArrived(performance.now());
        if (late.length > 0) prepareNext(work);
        goOn(work);
      });
    },
    async runDue(siteId) {
      const work = workOf(siteId);
      if (closed || work.running !== undefined) return;
      run(work, { ...inHand(work, []), lane: 'live' });
      await work.running;
    },
    databaseAnswered: () => listening.answered(),
    refuseImpatient() {
      for (const { queue } of sites.values()) queue.refuseImpatient(clock.now().getTime());
    },
    failing() {
      const now = clock.now().getTime();
      return [...sites.values()].some(
        ({ failedAt }) => failedAt !== undefined && Math.abs(now - failedAt) < failedForMs,
      );
    },
    isAtDoors: () => [...sites.values()].some(({ pace }) => !pace.isQuiet(performance.now())),
    async close() {
      closed = true;
      await Promise.all([...sites.values()].map(untilIdle));
    },
  };
}

/** Readiness finds by itself that the database is away, or asks for a newer program, and that it is over. */
function isTold(error: Error): boolean {
  return isDatabaseLoss(error) || error instanceof ProgramOutdated;
}

async function untilIdle(work: SiteWork): Promise<void> {
  while (work.running !== undefined || work.preparing !== undefined) {
    await Promise.allSettled([work.running, work.preparing]);
  }
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
