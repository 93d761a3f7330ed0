import { randomBytes } from 'node:crypto';
import { median, rounded } from './figures.ts';
import { aRead } from './load.ts';
import { aBacklog, postBacklog } from './uploads.ts';

/** Somebody at each of these doors reads a card as soon as the one before was answered. */
const doorsInUse = 8;
const idleMs = 4_000;
const postsOfUpload = 50;

export type LiveFigures = {
  readonly idleP99Ms: number;
  readonly besideP99Ms: number;
  readonly lateBatchMs: number;
  /** Of the p99 beside an upload: at most 1 where it waits no longer than one batch of it. */
  readonly toIdleAndOneBatch: number;
};

/**
 * Card reads while nothing else goes on, then beside an upload of 50,000 events of one gateway, in interleaved rounds: the
 * p99 of both, and how long a batch of the upload took on average.
 */
export async function measureLiveBesideUpload(
  url: string,
  tokens: readonly string[],
  rounds: number,
): Promise<LiveFigures> {
  const idle: number[] = [];
  const beside: number[] = [];
  const batches: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const alone = await readUntil(url, tokens, new Promise((resolve) => setTimeout(resolve, idleMs)));
    const backlog = aBacklog(url, postsOfUpload);
    const before = await lateBatches(url);
    const together = await readUntil(url, tokens, postBacklog(url, tokens[0] ?? '', backlog));
    const after = await lateBatches(url);
    if (round === 0) continue;
    idle.push(p99(alone));
    beside.push(p99(together));
    batches.push((1000 * (after.seconds - before.seconds)) / (after.count - before.count));
  }
  const bound = median(idle) + median(batches);
  return {
    idleP99Ms: rounded(median(idle)),
    besideP99Ms: rounded(median(beside)),
    lateBatchMs: rounded(median(batches)),
    toIdleAndOneBatch: rounded(median(beside) / bound),
  };
}

/** Milliseconds that each card read took until `end`. */
async function readUntil(
  url: string,
  tokens: readonly string[],
  end: Promise<unknown>,
): Promise<readonly number[]> {
  const took: number[] = [];
  const epoch = randomBytes(16).toString('hex');
  let over = false;
  let nth = 0;
  async function readOn(): Promise<void> {
    while (!over) {
      const { gateway, ...event } = aRead(nth);
      nth += 1;
      // The first gateway uploads.
      if (gateway === 0) continue;
      const started = performance.now();
      const answer = await fetch(`${url}/api/v1/gateway/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens[gateway]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ epoch, events: [event] }),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`a card read was answered ${answer.status}`);
      took.push(performance.now() - started);
    }
  }
  const reading = Promise.all(Array.from({ length: doorsInUse }, readOn));
  await Promise.race([end, reading]);
  over = true;
  await Promise.all([end, reading]);
  return took;
}

function p99(samples: readonly number[]): number {
  return samples.toSorted((one, other) => one - other)[Math.floor(samples.length * 0.99)] ?? Number.NaN;
}

/** Batches of late events since the server started, from its own metrics. */
async function lateBatches(url: string): Promise<{ readonly seconds: number; readonly count: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) =>
    Number(new RegExp(`^${name}{lane="late",outcome="committed"} (.*)$`, 'm').exec(text)?.[1] ?? 0);
  return { seconds: figure('sekisho_batch_seconds_sum'), count: figure('sekisho_batch_seconds_count') };
}
