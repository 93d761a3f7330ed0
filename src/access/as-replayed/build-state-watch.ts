import type { PoolClient } from 'pg';
import { isOutdated } from '../../db/is-outdated.ts';
import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { DifferingRows } from '../../log/insiders/differing-rows.ts';
import { type LogEnd, loadLogEnds } from '../../log/insiders/load-log-ends.ts';
import { logsInTurn, rowsALook } from '../../log/insiders/logs-in-turn.ts';
import { applyTo, draftOf } from '../state/apply-effects.ts';
import type { StateDraft } from '../state/hot-part.ts';
import { emptySite } from '../state/site-state.ts';
import { findDifferingRows } from './find-differing-rows.ts';
import { effectsAtOnce, loadEffectsAfter } from './load-effects-after.ts';
import { type StateComparison, type StateRow, stateComparisons } from './state-comparisons.ts';

/** A look takes some seconds at most: a log of millions is replayed in so many looks, once a start. */
const entriesALook = 20_000;

/** How far the log of a site is replayed, from the oldest entry that is kept. */
type Replay = {
  readonly epoch: string;
  readonly draft: StateDraft;
  oldest: number;
  /** When the last entry that was applied was recorded: those after it were not before. */
  since: Date | undefined;
  /** What differs and was told, by table. */
  readonly told: Map<string, ReadonlySet<string>>;
};

/**
 * Watches that what decides at the doors beside the rules is what the entries add up to (I9), also where it was changed while no service ran: every
 * site is replayed from its oldest entry, so many entries a look, and compared wherever the replay has come to the end of its log, sites in turn where there
 * are many. A row is told of once.
 */
export function buildStateWatch(pool: Pool): () => Promise<readonly DifferingRows[]> {
  const replays = new Map<string, Replay>();
  let lastCompared = '';

  return async () => {
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      const { rows: asked } = await client.query<{ outdated: boolean }>({
        name: 'ask-before-replay',
        text: `select ${isOutdated} as outdated`,
      });
      // What a newer program stated is not for this one to add up.
      const ends = asked[0]?.outdated === false ? await loadLogEnds(client) : [];
      const found: DifferingRows[] = [];
      let left = entriesALook;
      let rows = 0;
      for (const end of logsInTurn(ends, lastCompared)) {
        if (end.siteId === ministryLogId) continue;
        const before = replays.get(end.siteId);
        const replay = before?.epoch === end.epoch ? before : newReplay(end.epoch);
        replays.set(end.siteId, replay);
        left -= await replayOn(client, end, replay, left);
        if (replay.draft.seq !== end.seq || rows >= rowsALook) continue;
        const { read, differing } = await compare(client, end, replay);
        found.push(...differing);
        rows += read;
        lastCompared = end.siteId;
      }
      await client.query('commit');
      client.release();
      return found;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
}

function newReplay(epoch: string): Replay {
  return { epoch, draft: draftOf(emptySite), oldest: 0, since: undefined, told: new Map() };
}

/** Applies what follows, and answers how many entries that were. */
async function replayOn(
  client: PoolClient,
  { siteId, seq: end }: LogEnd,
  replay: Replay,
  most: number,
): Promise<number> {
  let applied = 0;
  while (replay.draft.seq < end && applied < most) {
    const { draft, since } = replay;
    const entries = await loadEffectsAfter(client, siteId, { seq: draft.seq, since });
    for (const entry of entries) applyTo(draft, entry);
    replay.since = entries.at(-1)?.at ?? since;
    applied += entries.length;
    if (replay.oldest === 0) replay.oldest = entries[0]?.seq ?? end + 1;
    // Nothing more is kept: the log ends with a month that was taken out.
    if (entries.length < effectsAtOnce) draft.seq = end;
  }
  return applied;
}

async function compare(
  client: PoolClient,
  { siteId, seq }: LogEnd,
  { draft, oldest, told }: Replay,
): Promise<{ readonly read: number; readonly differing: readonly DifferingRows[] }> {
  const found: DifferingRows[] = [];
  let read = 0;
  for (const [part, comparison] of Object.entries<StateComparison>(stateComparisons)) {
    const { rows: stored } = await client.query<StateRow>({
      name: `compare-${part}`,
      text: comparison.stored,
      values: [siteId],
    });
    read += stored.length;
    const compared = { stored, summed: comparison.summed(draft), oldest };
    const differing = await inSlices(findDifferingRows(comparison, compared));
    const fresh = differing.filter((key) => told.get(part)?.has(key) !== true);
    told.set(part, new Set(differing));
    if (fresh.length > 0) found.push({ table: comparison.table, siteId, seq, rows: fresh.length });
  }
  return { read, differing: found };
}
