import type { Entry } from '../../log/entry/entry.ts';

/** A stretch of a log, after `after` up to and with `upTo`: its entries, or a gap whose entries are no longer kept. */
export type Segment = {
  readonly kind: 'events' | 'gap';
  readonly after: number;
  readonly upTo: number;
  readonly entries: readonly Entry[];
};

/**
 * Cuts what was read after `after` into stretches without a hole. A log has no gap of its own (I2), so what is missing
 * was pruned. `end`: how far the log is known to go when nothing further was found.
 */
export function segmentsOf(after: number, entries: readonly Entry[], end: number): readonly Segment[] {
  const segments: Segment[] = [];
  let reached = after;
  let run: Entry[] = [];
  const closeRun = () => {
    const last = run.at(-1);
    if (last === undefined) return;
    segments.push({ kind: 'events', after: reached, upTo: last.seq, entries: run });
    reached = last.seq;
    run = [];
  };
  for (const entry of entries) {
    const expected = (run.at(-1)?.seq ?? reached) + 1;
    if (entry.seq !== expected) {
      closeRun();
      segments.push({ kind: 'gap', after: reached, upTo: entry.seq - 1, entries: [] });
      reached = entry.seq - 1;
    }
    run.push(entry);
  }
  closeRun();
  if (end > reached) segments.push({ kind: 'gap', after: reached, upTo: end, entries: [] });
  return segments;
}
