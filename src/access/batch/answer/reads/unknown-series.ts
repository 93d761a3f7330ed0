import { deadlineRef, parseDeadlineRef } from '../../../../log/entry/deadline-ref.ts';
import type { AlarmEffect } from '../../../../log/entry/effects.ts';
import type { Decision } from '../../../decide/decision.ts';
import { type Series, seriesIn } from '../../../rules/series-in.ts';
import type { DeadlineKind } from '../../../state/deadline.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';

/**
 * The alarm that one unknown card after the other is read at a reader: with the read that makes the series, and with each after
 * it, which counts on that alarm. Each read is remembered for as long as it counts, as many a reader as make a series. What was
 * told afterwards is of nobody who stands there.
 */
export function unknownSeries(
  log: DraftLog,
  { live, rules, unknownReads }: BatchFacts,
  { reader, door }: { readonly reader: string; readonly door: string },
  { reasons }: Decision,
): readonly AlarmEffect[] {
  const isUnknown = reasons.some(({ code }) => code === 'unknown-card');
  const series = live && isUnknown ? seriesIn(rules.plan) : undefined;
  if (series === undefined) return [];
  const counting = new Map(
    [...unknownReads, ...log.deadlines.filter((one) => one.kind === kind)]
      .filter(({ ref, dueAt }) => parseDeadlineRef(kind, ref).reader === reader && log.now < dueAt)
      .map(({ ref, dueAt }) => [ref, dueAt]),
  );
  const ref = placeFor(reader, counting, series);
  log.deadlines.push({ kind, ref, dueAt: new Date(log.now.getTime() + series.withinMs) });
  return counting.size + 1 < series.reads
    ? []
    : [{ type: 'alarm', kind: 'unknown-cards', active: true, door }];
}

const kind = 'unknown-read' satisfies DeadlineKind;

/** A free place among those of the reader, else that of the oldest read. */
function placeFor(reader: string, counting: ReadonlyMap<string, Date>, { reads }: Series): string {
  const places = Array.from({ length: reads }, (_, place) =>
    deadlineRef(kind, { place: `${place}`, reader }),
  );
  const free = places.find((place) => !counting.has(place));
  if (free !== undefined) return free;
  const [oldest = ''] = places.toSorted(
    (one, other) => (counting.get(one)?.getTime() ?? 0) - (counting.get(other)?.getTime() ?? 0),
  );
  return oldest;
}
