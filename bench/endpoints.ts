import { median, rounded } from './figures.ts';
import { driveGateways, driveHello, type LoadResult } from './load.ts';
import type { Variant } from './variants.ts';

export type EndpointLoad = {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly tokens: readonly string[];
  /** Between the round that warms up and those that count. */
  readonly vacuum: () => Promise<unknown>;
};

/** Interleaved rounds over all variants, the first thrown away; medians, and ours as ratios of the others. */
export async function measureEndpoints(
  urls: ReadonlyMap<Variant, string>,
  { connections, rounds, seconds, tokens, vacuum }: EndpointLoad,
): Promise<Readonly<Record<string, number>>> {
  const url = (variant: Variant) => urls.get(variant) ?? '';
  const gateways = (variant: Variant) => () => driveGateways(url(variant), connections, seconds, tokens);
  const contenders = {
    hello: () => driveHello(url('hello'), 'POST', connections, seconds),
    helloGet: () => driveHello(url('hello'), 'GET', connections, seconds),
    noPersistence: gateways('no-persistence'),
    insert: gateways('insert-per-request'),
    ours: gateways('ours'),
  } as const satisfies Record<string, () => Promise<LoadResult>>;
  type Contender = keyof typeof contenders;

  const samples = new Map<string, LoadResult[]>();
  const before = await countBatches(url('ours'));
  for (let round = 0; round <= rounds; round += 1) {
    if (round === 1) await vacuum();
    for (const [name, drive] of Object.entries(contenders)) {
      const sample = await drive();
      if (round > 0) samples.set(name, [...(samples.get(name) ?? []), sample]);
    }
  }
  const after = await countBatches(url('ours'));
  const middle = (name: Contender, figure: keyof LoadResult) =>
    median((samples.get(name) ?? []).map((sample) => sample[figure]));
  const ratio = (name: Contender, figure: keyof LoadResult) =>
    rounded(middle('ours', figure) / middle(name, figure));
  return {
    toHello: ratio('hello', 'perSecond'),
    toHelloGet: ratio('helloGet', 'perSecond'),
    toNoPersistence: ratio('noPersistence', 'perSecond'),
    toInsert: ratio('insert', 'perSecond'),
    p99ToInsert: ratio('insert', 'p99Ms'),
    p99Ms: middle('ours', 'p99Ms'),
    perSecond: Math.round(middle('ours', 'perSecond')),
    helloPerSecond: Math.round(middle('hello', 'perSecond')),
    noPersistencePerSecond: Math.round(middle('noPersistence', 'perSecond')),
    insertPerSecond: Math.round(middle('insert', 'perSecond')),
    meanBatch: rounded((after.events - before.events) / (after.batches - before.batches)),
  };
}

/** Live events and batches since the server started, from its own metrics. */
async function countBatches(url: string): Promise<{ readonly events: number; readonly batches: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) =>
    Number(new RegExp(`^${name}{lane="live"} (.*)$`, 'm').exec(text)?.[1] ?? 0);
  return { events: figure('sekisho_batch_events_sum'), batches: figure('sekisho_batch_events_count') };
}
