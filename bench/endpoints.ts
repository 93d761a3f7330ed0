import { median, rounded } from './figures.ts';
import { drive, type LoadResult } from './load.ts';
import type { Variant } from './variants.ts';

export type EndpointLoad = {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly tokens: readonly string[];
};

/** Interleaved rounds over all variants, the first thrown away; medians, and ours as ratios of the others. */
export async function measureEndpoints(
  urls: ReadonlyMap<Variant, string>,
  { connections, rounds, seconds, tokens }: EndpointLoad,
): Promise<Readonly<Record<string, number>>> {
  const samples = new Map<Variant, LoadResult[]>();
  const batches: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [variant, url] of urls) {
      const sample =
        variant === 'hello'
          ? await drive(`${url}/hello`, connections, seconds)
          : await drive(`${url}/api/v1/gateway/events`, connections, seconds, tokens);
      if (round > 0) samples.set(variant, [...(samples.get(variant) ?? []), sample]);
    }
    batches.push(await meanBatch(urls.get('ours') ?? ''));
  }
  const middle = (variant: Variant, figure: keyof LoadResult) =>
    median((samples.get(variant) ?? []).map((sample) => sample[figure]));
  const ratio = (variant: Variant, figure: keyof LoadResult) =>
    rounded(middle('ours', figure) / middle(variant, figure));
  return {
    toHello: ratio('hello', 'perSecond'),
    toNoPersistence: ratio('no-persistence', 'perSecond'),
    toInsert: ratio('insert-per-request', 'perSecond'),
    p99ToInsert: ratio('insert-per-request', 'p99Ms'),
    p99Ms: middle('ours', 'p99Ms'),
    perSecond: Math.round(middle('ours', 'perSecond')),
    helloPerSecond: Math.round(middle('hello', 'perSecond')),
    noPersistencePerSecond: Math.round(middle('no-persistence', 'perSecond')),
    insertPerSecond: Math.round(middle('insert-per-request', 'perSecond')),
    meanBatch: rounded(median(batches)),
  };
}

/** Events a batch since the server started, from its own metrics. */
async function meanBatch(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) => Number(new RegExp(`^${name}{lane="live"} (.*)$`, 'm').exec(text)?.[1]);
  return figure('sekisho_batch_events_sum') / figure('sekisho_batch_events_count');
}
