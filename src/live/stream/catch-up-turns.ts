/** In which order consoles that are behind go on, a page at a time, and how much of the time. */
export type CatchUpTurns = {
  /** Has its turn for a console that is so many entries behind. */
  readonly take: <Value>(behind: number, work: () => Promise<Value>) => Promise<Value>;
};

/** How long nobody goes on after a turn, in times of what it took, while somebody reads cards. */
const restToWork = 3;
/** A turn that waited for the database holds the others up no longer than this. Milliseconds. */
const longestRestMs = 50;

type Waiting = { readonly behind: number; readonly work: () => Promise<void> };

/**
 * One turn after the other, and between two of them everybody else goes on: the doors, for longer than the turn took while there is
 * somebody at one of them.
 *
 * Every other turn is for whoever is furthest behind. So consoles that return together come to stand at the same pages, and each is read
 * and encoded once for all of them. The turns between go to whoever has waited longest: nobody waits for ever.
 */
export function buildCatchUpTurns(isAtDoors: () => boolean): CatchUpTurns {
  const waiting: Waiting[] = [];
  let isRunning = false;
  let isForFurthest = false;

  function takeNext(): Waiting | undefined {
    isForFurthest = !isForFurthest;
    const furthest = Math.max(...waiting.map(({ behind }) => behind));
    const place = isForFurthest ? waiting.findIndex(({ behind }) => behind === furthest) : 0;
    return waiting.splice(place, 1)[0];
  }

  async function run(): Promise<void> {
    isRunning = true;
    for (let next = takeNext(); next !== undefined; next = takeNext()) {
      const began = performance.now();
      await next.work();
      await rest(isAtDoors() ? Math.min(longestRestMs, restToWork * (performance.now() - began)) : 0);
    }
    isRunning = false;
  }

  return {
    take(behind, work) {
      return new Promise((resolve, reject) => {
        waiting.push({ behind, work: () => work().then(resolve, reject) });
        if (!isRunning) void run();
      });
    },
  };
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds === 0) setImmediate(resolve);
    else setTimeout(resolve, milliseconds);
  });
}
