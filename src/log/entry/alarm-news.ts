import type { Words } from '../../kernel/words.ts';
import type { AlarmOutcome, AlarmStep } from './alarm-lifecycle.ts';

/** What can become of an alarm, in the words of whoever is told of it. */
export const alarmNews = {
  raised: { ja: '発生', en: 'raised' },
  repeated: { ja: '再発', en: 'raised again' },
  over: { ja: '終息', en: 'over' },
  escalated: { ja: '確認されないまま期限超過', en: 'escalated, not acknowledged in time' },
  acknowledged: { ja: '確認', en: 'acknowledged' },
  resolved: { ja: '解決', en: 'resolved' },
} as const satisfies Record<string, Words>;

export type AlarmNews = keyof typeof alarmNews;

/** What is told of each step. */
export const newsOfStep = {
  acknowledge: 'acknowledged',
  escalate: 'escalated',
  resolve: 'resolved',
} as const satisfies Record<AlarmStep, AlarmNews>;

/** What an alarm turned out to be, in words. */
export const alarmOutcomeWords = {
  real: { ja: '本物', en: 'real' },
  false: { ja: '誤報', en: 'false alarm' },
} as const satisfies Record<AlarmOutcome, Words>;
