import { and, eq, inArray } from 'drizzle-orm';
import { visibilityOf } from '../authority/visibility.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isToldOver } from '../log/entry/alarm-kinds.ts';
import type { AlarmStepEffect } from '../log/entry/effects.ts';
import { parseEntryPart } from '../log/entry/entry-part.ts';
import { subjectOfAlarm } from '../log/entry/subject-of-alarm.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../log/writing/perform-act.ts';
import { findDoors } from '../zones/plan/find-doors.ts';
import type { AlarmRow } from './alarm-row.ts';
import { type AlarmAct, judgeAlarmStep } from './judge-alarm-step.ts';
import { alarms } from './tables.ts';

/**
 * Acknowledges or resolves an alarm by one person's act: one entry, whose effect is what changes the alarm. It is read under
 * the head: of two who take it at once, the second finds it taken. An alarm of a door the principal does not see is not there.
 */
export function takeAlarmStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  alarmId: string,
  act: AlarmAct,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { seen } = visibilityOf(context.principal, siteId);
    const doors = seen === 'all' ? null : await findDoors(tx.db, siteId, [...seen]);
    await tx.takeHeads([siteId]);
    const alarm = await findAlarm(tx, siteId, alarmId, doors);
    if (alarm === undefined) return refuse({ code: 'not-found' });
    const refusal = judgeAlarmStep(context.principal, siteId, alarm, act);
    if (refusal !== undefined) return refuse(refusal);
    const effect = effectOf(alarmId, alarm, act);
    const seq = tx.record(siteId, {
      kind: act.step === 'acknowledge' ? 'alarm-acknowledged' : 'alarm-resolved',
      subject: subjectOfAlarm(alarm),
      effects: [effect],
      details: { alarm: alarmId, alarmKind: alarm.kind },
      ...(act.note === undefined ? {} : { personal: { recordClass: 'act', data: { reason: act.note } } }),
    });
    return ok({ seq });
  });
}

async function findAlarm(
  { db }: ActTx,
  siteId: string,
  alarmId: string,
  doors: readonly string[] | null,
): Promise<AlarmRow | undefined> {
  const { seq, ordinal } = parseEntryPart(alarmId);
  const [alarm] = await db
    .select({
      kind: alarms.kind,
      state: alarms.state,
      active: alarms.active,
      door: alarms.doorId,
      gateway: alarms.gatewayId,
      person: alarms.personId,
    })
    .from(alarms)
    .where(
      and(
        eq(alarms.siteId, siteId),
        eq(alarms.raisedSeq, seq),
        eq(alarms.ordinal, ordinal),
        doors === null ? undefined : inArray(alarms.doorId, [...doors]),
      ),
    );
  return alarm;
}

function effectOf(alarm: string, { active, kind }: AlarmRow, act: AlarmAct): AlarmStepEffect {
  const effect = { type: 'alarm-step', alarm, step: act.step } as const;
  if (act.step === 'acknowledge') return effect;
  const resolved = { ...effect, outcome: act.outcome };
  return active && !isToldOver(kind) ? { ...resolved, over: true } : resolved;
}
