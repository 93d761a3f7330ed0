import type { DateTime } from 'luxon';
import { isJapaneseHoliday } from '../../zones/hours/is-japanese-holiday.ts';

type DayWord = {
  readonly says: string;
  /** How people write it in a question. */
  readonly written: string;
  /** From Monday, which is 1. */
  readonly weekdays: readonly number[];
  /** Whether 国民の祝日 are among them, or left out; absent = they count like any other. */
  readonly holidays?: 'with' | 'without';
};

const weekday = (nth: number, name: string): DayWord => ({
  says: `${name}曜日`,
  written: `${name}曜日?`,
  weekdays: [nth],
});

/** Which days of a period are asked for. */
export const dayWords = {
  'days-off': {
    says: '土日・祝日',
    written: '(?:土日祝日?|休日|閉庁日)',
    weekdays: [6, 7],
    holidays: 'with',
  },
  'working-days': {
    says: '平日',
    written: '(?:平日|開庁日)',
    weekdays: [1, 2, 3, 4, 5],
    holidays: 'without',
  },
  weekends: { says: '土日', written: '(?:土日|週末)', weekdays: [6, 7] },
  holidays: { says: '祝日', written: '祝日', weekdays: [], holidays: 'with' },
  monday: weekday(1, '月'),
  tuesday: weekday(2, '火'),
  wednesday: weekday(3, '水'),
  thursday: weekday(4, '木'),
  friday: weekday(5, '金'),
  saturday: weekday(6, '土'),
  sunday: weekday(7, '日'),
} as const satisfies Readonly<Record<string, DayWord>>;

export type DayWordName = keyof typeof dayWords;

export const dayWordNames = Object.keys(dayWords).filter((word): word is DayWordName => word in dayWords);

/** Whether a moment of the site is on such a day. */
export function isOnDays(name: DayWordName, at: DateTime): boolean {
  const { weekdays, holidays }: DayWord = dayWords[name];
  const isAmong = weekdays.includes(at.weekday);
  if (holidays === undefined) return isAmong;
  const isHoliday = isJapaneseHoliday(at.toFormat('yyyy-MM-dd'));
  return holidays === 'with' ? isAmong || isHoliday : isAmong && !isHoliday;
}
