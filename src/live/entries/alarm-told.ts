import { alarmTitle, instructionFor } from '../../log/entry/alarm-kinds.ts';
import type { AlarmOutcome } from '../../log/entry/alarm-lifecycle.ts';
import { type AlarmNews, alarmNews, newsOfStep } from '../../log/entry/alarm-news.ts';
import type { AlarmEffect, AlarmStepEffect } from '../../log/entry/effects.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { formatEntryPart } from '../../log/entry/entry-part.ts';
import { type NumberedEffect, numberedEffects } from '../../log/entry/numbered-effects.ts';
import type { BookedAlarm } from './alarm-book.ts';
import type { NameBook } from './name-book.ts';

/** What an entry tells of one alarm: what became of it, in words, and what the guard does now. */
export type AlarmTold = {
  /** Its id, `{seq}.{ordinal}`. */
  readonly alarm: string;
  /** Which of the entry's effects of its type says so. */
  readonly ordinal: number;
  readonly what: AlarmNews;
  readonly says: string;
  readonly kind: string;
  readonly title: string;
  /** Whether its cause lasts: where the entry says something of it. */
  readonly active?: boolean;
  readonly door?: string;
  readonly gateway?: string;
  readonly person?: string;
  /** How often it was raised by now. */
  readonly times?: number;
  readonly outcome?: AlarmOutcome;
  /** Where something is to be done. */
  readonly instruction?: string;
};

/** Everything an entry tells of alarms, in the order it states it. The end of what was not active is no news. */
export function alarmsTold(entry: Entry, { places, alarms }: NameBook): readonly AlarmTold[] {
  return numberedEffects(entry.effects).flatMap(({ effect, ordinal }) => {
    if (effect.type === 'alarm') {
      const booked = alarms.byEffect.get(formatEntryPart({ seq: entry.seq, ordinal }));
      if (booked === undefined && !effect.active) return [];
      return [changeTold(entry, { effect, ordinal }, booked, places.instructions)];
    }
    if (effect.type === 'alarm-step') {
      const booked = alarms.byId.get(effect.alarm);
      return [stepTold(entry, { effect, ordinal }, booked, places.instructions)];
    }
    return [];
  });
}

type Instructions = NameBook['places']['instructions'];

/** Raised, raised again, or over. */
function changeTold(
  { seq }: Entry,
  { effect, ordinal }: NumberedEffect<AlarmEffect>,
  booked: BookedAlarm | undefined,
  instructions: Instructions,
): AlarmTold {
  const { type: _, kind, active, ...place } = effect;
  const own = formatEntryPart({ seq, ordinal });
  const raised = booked === undefined || booked.id === own ? 'raised' : 'repeated';
  return {
    alarm: booked?.id ?? own,
    ordinal,
    ...inWords(active ? raised : 'over', kind, instructions),
    active,
    ...place,
    ...(booked === undefined ? {} : { times: booked.times }),
  };
}

/** Taken a step on, by somebody or by the service. */
function stepTold(
  { subject, details }: Entry,
  { effect, ordinal }: NumberedEffect<AlarmStepEffect>,
  booked: BookedAlarm | undefined,
  instructions: Instructions,
): AlarmTold {
  const { door, gateway, person } = subject;
  const { alarm, step, outcome, over } = effect;
  const kind = booked?.kind ?? String(details.alarmKind ?? '');
  return {
    alarm,
    ordinal,
    ...inWords(newsOfStep[step], kind, instructions),
    ...(over === undefined ? {} : { active: false }),
    ...(door === undefined ? {} : { door }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(person === undefined ? {} : { person }),
    ...(booked === undefined ? {} : { times: booked.times }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

const asking: readonly AlarmNews[] = ['raised', 'repeated', 'escalated'];

function inWords(what: AlarmNews, kind: string, instructions: Instructions) {
  const instruction = asking.includes(what) ? instructionFor(kind, instructions.get(kind)) : undefined;
  const told = { what, says: alarmNews[what].ja, kind, title: alarmTitle(kind)?.ja ?? kind };
  return instruction === undefined ? told : { ...told, instruction };
}
