import type { Pool } from '../../src/db/pool.ts';
import { entriesOf } from './an-office.ts';
import type { ReplayingGateway } from './replaying-gateway.ts';

/** What a log holds of what gateways sent and were told. */
export type Account = {
  /** Acknowledged, and not in the log where it was said to be. */
  readonly lost: readonly string[];
  /** In the log more than once. */
  readonly doubled: readonly string[];
  /** In the log, and never sent. */
  readonly phantom: readonly string[];
  readonly contradicted: readonly string[];
  /** Whether the seqs of the log run from 1 without a gap. */
  readonly gapFree: boolean;
};

export const nothingWrong: Account = { lost: [], doubled: [], phantom: [], contradicted: [], gapFree: true };

/** Settles the account of every card read, by gateway and the gateway's own number. */
export async function accountOf(
  pool: Pool,
  siteId: string,
  gateways: readonly ReplayingGateway[],
): Promise<Account> {
  const entries = await entriesOf(pool, siteId);
  const recorded = new Map<string, number[]>();
  for (const { seq, kind, text } of entries) {
    if (kind !== 'card-read') continue;
    const { actor, details } = JSON.parse(text);
    const key = `${actor.id} ${details.gatewaySeq}`;
    recorded.set(key, [...(recorded.get(key) ?? []), seq]);
  }
  const sent = new Set(gateways.flatMap(({ id, sent }) => [...sent.keys()].map((seq) => `${id} ${seq}`)));
  const acknowledged = gateways.flatMap(({ id, acknowledged }) =>
    [...acknowledged].map(([seq, { entry }]) => ({ key: `${id} ${seq}`, entry })),
  );
  return {
    lost: acknowledged.filter(({ key, entry }) => !recorded.get(key)?.includes(entry)).map(({ key }) => key),
    doubled: [...recorded].filter(([, seqs]) => seqs.length > 1).map(([key]) => key),
    phantom: [...recorded.keys()].filter((key) => !sent.has(key)),
    contradicted: gateways.flatMap(({ id, contradicted }) => contradicted.map((seq) => `${id} ${seq}`)),
    gapFree: entries.every(({ seq }, index) => seq === index + 1),
  };
}
