import type { Principal } from '../authority/principal.ts';
import { reaches } from '../authority/reaches.ts';
import type { Refusal } from '../kernel/problem.ts';
import { isToldOver } from '../log/entry/alarm-kinds.ts';
import { type AlarmOutcome, alarmStateAfter } from '../log/entry/alarm-lifecycle.ts';
import type { AlarmRow } from './alarm-row.ts';

/** What somebody does about an alarm. */
export type AlarmAct =
  | { readonly step: 'acknowledge'; readonly note?: string | undefined }
  | { readonly step: 'resolve'; readonly outcome: AlarmOutcome; readonly note?: string | undefined };

/**
 * Why this principal may not take the alarm this step on; undefined = they may. Nobody resolves an alarm about themselves
 * (I8). While its cause lasts, and an event would tell its end, it takes the right to overrule and a reason.
 */
export function judgeAlarmStep(
  principal: Principal,
  siteId: string,
  alarm: AlarmRow,
  { step, note }: AlarmAct,
): Refusal | undefined {
  if (alarmStateAfter(alarm.state, step) === undefined) return { code: 'conflict', detail: alreadySo[step] };
  if (step === 'acknowledge') return undefined;
  if (alarm.person === principal.actor.id) {
    return {
      code: 'self-approval',
      detail: '自分についての警報は解決できません。ほかの人に依頼してください。',
    };
  }
  if (!alarm.active || !isToldOver(alarm.kind)) return undefined;
  if (!reaches(principal, 'alarms.overrule', siteId)) {
    return {
      code: 'forbidden',
      detail: '警報の原因が続いています。原因を除くか、責任者に依頼してください。',
    };
  }
  const message = '警報の原因が続いているため、理由が要ります。';
  return note === undefined ? { code: 'unprocessable', errors: [{ at: '/note', message }] } : undefined;
}

const alreadySo = {
  acknowledge: 'この警報はすでに確認又は解決されています。',
  resolve: 'この警報はすでに解決されています。',
} as const satisfies Record<AlarmAct['step'], string>;
