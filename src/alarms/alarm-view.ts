import type { Actor } from '../kernel/actor.ts';
import { alarmTitle, instructionFor } from '../log/entry/alarm-kinds.ts';
import type { AlarmOutcome } from '../log/entry/alarm-lifecycle.ts';
import { formatEntryPart } from '../log/entry/entry-part.ts';
import type { DoneRow, FoundAlarm } from './find-alarms.ts';

/** What somebody, or the service, did about an alarm, by the entry that says so. */
export type AlarmDone = {
  readonly seq: number;
  /** `at` and `by` are null where the entry is no longer kept. */
  readonly at: string | null;
  readonly by: { readonly type: Actor['type']; readonly id: string } | null;
  /** Null for a machine, and for a viewer who is shown no names there. */
  readonly name: string | null;
};

/** An alarm as lists and the single answer show it. */
export type AlarmView = {
  /** The entry that raised it and its place among that entry's alarms: `{seq}.{ordinal}`. */
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  /** What the kind is called; of another version's kind, the kind itself. */
  readonly title: string;
  readonly state: string;
  readonly active: boolean;
  /** How often it was raised. */
  readonly times: number;
  /** What it turned out to be; null until it is resolved. */
  readonly outcome: AlarmOutcome | null;
  readonly priority: number;
  /** What the guard does; null for a kind that another version of the program raised. */
  readonly instruction: string | null;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly person: string | null;
  readonly personName: string | null;
  readonly raisedAt: string;
  /** When what raised it happened, by the clock of who told it; null where the entry is no longer kept. */
  readonly at: string | null;
  /** By when somebody has to acknowledge it; null where nobody has to any more, or it is never escalated. */
  readonly acknowledgeBy: string | null;
  readonly escalated: AlarmDone | null;
  readonly acknowledged: AlarmDone | null;
  readonly resolved: AlarmDone | null;
};

export function alarmView(row: FoundAlarm): AlarmView {
  const { seq, ordinal, kind, ownInstruction, raisedAt, at, acknowledgeBy, ...told } = row;
  return {
    ...told,
    id: formatEntryPart({ seq, ordinal }),
    seq,
    kind,
    title: alarmTitle(kind)?.ja ?? kind,
    instruction: instructionFor(kind, ownInstruction) ?? null,
    raisedAt: raisedAt.toISOString(),
    at: at?.toISOString() ?? null,
    acknowledgeBy: acknowledgeBy?.toISOString() ?? null,
    escalated: doneOf(row.escalated),
    acknowledged: doneOf(row.acknowledged),
    resolved: doneOf(row.resolved),
  };
}

function doneOf(row: DoneRow | null): AlarmDone | null {
  if (row === null) return null;
  const { seq, at, type, id, name } = row;
  return {
    seq,
    at: at?.toISOString() ?? null,
    by: type === null || id === null ? null : { type, id },
    name,
  };
}
