import { describe, expect, it } from 'vitest';
import { addDays, dayKind, weekdayOf } from '../../../src/zones/hours/calendar.ts';

/** 国民の祝日に関する法律, worked out by hand from its text and the 暦要項 of the National Astronomical Observatory. */
const holidays = {
  2026: {
    '01-01': '元日',
    '01-12': '成人の日',
    '02-11': '建国記念の日',
    '02-23': '天皇誕生日',
    '03-20': '春分の日',
    '04-29': '昭和の日',
    '05-03': '憲法記念日',
    '05-04': 'みどりの日',
    '05-05': 'こどもの日',
    '05-06': '振替休日 of 憲法記念日, a Sunday',
    '07-20': '海の日',
    '08-11': '山の日',
    '09-21': '敬老の日',
    '09-22': '国民の休日 between two holidays',
    '09-23': '秋分の日',
    '10-12': 'スポーツの日',
    '11-03': '文化の日',
    '11-23': '勤労感謝の日',
  },
  2027: {
    '01-01': '元日',
    '01-11': '成人の日',
    '02-11': '建国記念の日',
    '02-23': '天皇誕生日',
    '03-21': '春分の日',
    '03-22': '振替休日 of 春分の日, a Sunday',
    '04-29': '昭和の日',
    '05-03': '憲法記念日',
    '05-04': 'みどりの日',
    '05-05': 'こどもの日',
    '07-19': '海の日',
    '08-11': '山の日',
    '09-20': '敬老の日',
    '09-23': '秋分の日',
    '10-11': 'スポーツの日',
    '11-03': '文化の日',
    '11-23': '勤労感謝の日',
  },
} as const;

describe('dayKind', () => {
  it.each(Object.entries(holidays))('knows the holidays of %s and no others', (year, days) => {
    const found: string[] = [];
    for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) {
      if (dayKind(date, []).holiday) found.push(date.slice(5));
    }
    expect(found).toEqual(Object.keys(days).sort());
  });

  it('knows 年末年始 from 12-29 to 01-03', () => {
    const yearEnd = ['12-28', '12-29', '12-31', '01-01', '01-03', '01-04'].filter(
      (monthDay) => dayKind(`2026-${monthDay}`, []).yearEnd,
    );
    expect(yearEnd).toEqual(['12-29', '12-31', '01-01', '01-03']);
  });

  it('lets the days of the site depart from the law', () => {
    const calendar = [
      { on: '2026-12-29', day: 'working', reason: '開庁' },
      { on: '2026-11-03', day: 'working', reason: '開庁' },
      { on: '2026-10-01', day: 'holiday', reason: '停電' },
    ] as const;
    expect(dayKind('2026-12-29', [...calendar])).toEqual({ holiday: false, yearEnd: false });
    expect(dayKind('2026-11-03', [...calendar])).toEqual({ holiday: false, yearEnd: false });
    expect(dayKind('2026-10-01', [...calendar])).toEqual({ holiday: true, yearEnd: false });
    expect(dayKind('2026-10-02', [...calendar])).toEqual({ holiday: false, yearEnd: false });
  });

  it('counts weekdays from Monday', () => {
    expect(['2026-09-21', '2026-09-26', '2026-09-27'].map(weekdayOf)).toEqual([1, 6, 7]);
  });
});
