import { startBeside } from './beside/start-beside.ts';
import { median, rounded } from './figures.ts';
import { p99, readUntil } from './read-until.ts';

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
  const gateway = await startBeside();
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const alone = await readUntil(url, tokens, new Promise((resolve) => setTimeout(resolve, idleMs)));
      await gateway.prepare({ is: 'upload', url, token: tokens[0] ?? '', posts: postsOfUpload });
      const before = await lateBatches(url);
      const together = await readUntil(url, tokens, gateway.begin());
      const after = await lateBatches(url);
      if (round === 0) continue;
      idle.push(p99(alone));
      beside.push(p99(together));
      batches.push((1000 * (after.seconds - before.seconds)) / (after.count - before.count));
    }
  } finally {
    await gateway.stop();
  }
  const bound = median(idle) + median(batches);
  return {
    idleP99Ms: rounded(median(idle)),
    besideP99Ms: rounded(median(beside)),
    lateBatchMs: rounded(median(batches)),
    toIdleAndOneBatch: rounded(median(beside) / bound),
  };
}

/** Batches of late events since the server started, from its own metrics. */
async function lateBatches(url: string): Promise<{ readonly seconds: number; readonly count: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) =>
    Number(new RegExp(`^${name}{lane="late",outcome="committed"} (.*)$`, 'm').exec(text)?.[1] ?? 0);
  return { seconds: figure('sekisho_batch_seconds_sum'), count: figure('sekisho_batch_seconds_count') };
}
