import type { AlarmKind } from '../entry/alarm-kinds.ts';

/** From which percentage of a volume on each alarm holds. */
export const diskAlarms = [
  { kind: 'disk-filling', fromPercent: 80 },
  { kind: 'disk-nearly-full', fromPercent: 90 },
  { kind: 'disk-full', fromPercent: 95 },
] as const satisfies readonly { readonly kind: AlarmKind; readonly fromPercent: number }[];

export type DiskAlarm = (typeof diskAlarms)[number]['kind'];

/** So far below its threshold a volume must come before an alarm is over: on the border it would come and go. */
const slackPercent = 2;

/** Which alarms hold for a volume so full, where those of `held` held before. */
export function judgeDisk(held: ReadonlySet<DiskAlarm>, usedPercent: number): ReadonlySet<DiskAlarm> {
  const holding = diskAlarms.filter(
    ({ kind, fromPercent }) => usedPercent >= fromPercent - (held.has(kind) ? slackPercent : 0),
  );
  return new Set(holding.map(({ kind }) => kind));
}
