import holidayJp from '@holiday-jp/holiday_jp';

/** 国民の祝日・休日, by the date in the site's zone: 祝日法 is a matter of dates, never of instants. Known to 2050. */
export function isJapaneseHoliday(date: string): boolean {
  return Object.hasOwn(holidayJp.holidays, date);
}
