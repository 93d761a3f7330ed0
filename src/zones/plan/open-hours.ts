import { type Static, Type } from 'typebox';
import { Choice, Described, Name, strict } from '../../api/schemas.ts';
import { ownCode } from './own-code.ts';

const DateOn = Type.String({ format: 'date', description: '日付（庁舎の時間帯）' });
/** A time of day, 00:00 to 23:59. */
export const timePattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const TimeOfDay = Type.String({
  pattern: timePattern,
  description: '00:00 から 23:59 まで。24:00 は 00:00 と書く',
});

const Hours = Type.Object(
  {
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      uniqueItems: true,
      description: '曜日。1 は月曜、7 は日曜',
    }),
    from: TimeOfDay,
    /** Exclusive; not later than `from` means across midnight, so midnight itself is 00:00 and 23:59 loses a minute. */
    until: Type.String({
      pattern: timePattern,
      description:
        '終わり。この時刻は含まない。from より後でなければ翌日の時刻となる。夜中の12時まで（24:00）は 00:00 と書く。23:59 と書くと最後の1分は開かない。from と同じなら24時間',
    }),
  },
  { ...strict, title: 'Hours' },
);

function dayOff(days: string) {
  return Choice(['closed', 'as-usual'], {
    description: `${days}の扱い。closed は開かない、as-usual はその曜日のとおり`,
  });
}

const openHours = {
  hours: Type.Array(Hours, { minItems: 1, description: '開いている曜日と時間' }),
  onHolidays: dayOff('国民の祝日と庁舎の休日'),
  onYearEnd: dayOff('年末年始（12月29日から1月3日まで）'),
};

/** Hours of the week, and what holidays make of them. */
export const OpenHours = Type.Object(openHours, { ...strict, title: 'OpenHours' });

/** When a standing permission opens a zone; restricts entering only. */
export const Schedule = Type.Object(
  { id: ownCode('時間割'), name: Described(Name, '時間割の名前'), ...openHours },
  { ...strict, title: 'Schedule' },
);

/** Days on which the site departs from the law's calendar. */
export const CalendarDay = Type.Object(
  {
    on: DateOn,
    /** `working` lifts holiday and year end; it opens no schedule that does not name the weekday. */
    day: Choice(['holiday', 'working'], {
      description:
        'holiday は休日とする。working は祝日・年末年始を外すだけで、その曜日を含まない時間割は開かない',
    }),
    reason: Described(Name, '理由'),
  },
  { ...strict, title: 'CalendarDay' },
);

export type OpenHours = Static<typeof OpenHours>;
export type Schedule = Static<typeof Schedule>;
export type CalendarDay = Static<typeof CalendarDay>;
