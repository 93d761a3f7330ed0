import type { AlarmEffect } from '../../../log/effects.ts';
import type { Decision } from '../../decide/decision.ts';
import { seriesIn } from '../../rules/series-in.ts';
import type { BatchFacts } from '../batch-facts.ts';
import type { DraftLog } from './draft-log.ts';

/**
 * The alarm that one unknown card after the other is read at a reader: with the read that makes the series, and with each after
 * it, which counts on that alarm. A read that was told afterwards is of nobody who stands there.
 */
export function unknownSeries(
  { placed, now }: DraftLog,
  { live, rules, unknownReads }: BatchFacts,
  { reader, door }: { readonly reader: string; readonly door: string },
  { reasons }: Decision,
): readonly AlarmEffect[] {
  const series = live && isUnknown(reasons) ? seriesIn(rules.plan) : undefined;
  if (series === undefined) return [];
  const since = now.getTime() - series.withinMs;
  const before = unknownReads.filter((one) => one.reader === reader && one.recordedAt.getTime() > since);
  const inBatch = placed.filter(
    ({ entry: { subject, decision } }) =>
      subject.reader === reader && decision !== null && isUnknown(decision.reasons),
  );
  if (before.length + inBatch.length + 1 < series.reads) return [];
  return [{ type: 'alarm', kind: 'unknown-cards', active: true, door }];
}

function isUnknown(reasons: readonly { readonly code: string }[]): boolean {
  return reasons.some(({ code }) => code === 'unknown-card');
}
