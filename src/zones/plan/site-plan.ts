import { type Static, Type } from 'typebox';
import { Choice, Code, End, Instant, Name, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { VisitorSettingsBody } from './visitor-settings.ts';

/**
 * The site plan: everything of a site that decides passages, read and written as one document.
 * Elements are named by codes their officers choose (`3f-server`); a code is unique within its kind and site.
 */

const DateOn = Type.String({ format: 'date', description: "A day in the site's time zone" });
const timePattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const TimeOfDay = Type.String({
  pattern: timePattern,
  description: '00:00 から 23:59 まで。24:00 は 00:00 と書く',
});

/** クラス (統一技術基準 2.1.1.4): 0–3 of the standard, 4–9 a ministry's own, null while 未決定. */
export const ZoneClass = Nullable(Type.Integer({ minimum: 0, maximum: 9 }));

/** 個別管理・個別利用制限 (2.3.1.1 各項): one row of 別表 made stricter in one zone. */
const ZoneControl = Type.Object(
  {
    row: Type.String({ pattern: '^(t[12]r[0-9]{1,2}|9[ab])$' }),
    value: Choice(['required', 'notification', 'permission', 'forbidden-unless-permitted', 'forbidden']),
    words: Name,
    basis: Name,
    from: Instant,
    until: Type.Optional(End),
  },
  { ...strict, title: 'ZoneControl' },
);

/** 情報取扱区域 */
const Zone = Type.Object(
  {
    id: Code,
    name: Name,
    displayName: Type.Optional(Name),
    class: ZoneClass,
    organisation: Uuid,
    building: Type.Optional(Name),
    floor: Name,
    /** Not shown on anything public-facing (別表1 行6 ※1). */
    hidden: Type.Boolean({ default: false }),
    serverRoom: Type.Boolean({ default: false }),
    holdsProtectedSystems: Type.Boolean({ default: true }),
    holdsStableSystems: Type.Boolean({ default: true }),
    maxOccupancy: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    /** Two persons or none: the first needs a second at once, the second last may not leave one behind. */
    neverAlone: Type.Boolean({ default: false }),
    /** Formats of cards that open it, as cards are registered under (`wiegand-34`); absent = every format. */
    cardFormats: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, uniqueItems: true }),
    ),
    /** 受渡業者 come as far as this zone (2.3.1.1(8)). */
    handover: Type.Boolean({ default: false }),
    /** Every visitor may be here: a lobby, a lavatory, a canteen. */
    visitorsCommon: Type.Optional(Type.Boolean()),
    controls: Type.Array(ZoneControl, { maxItems: 300, default: [] }),
  },
  { ...strict, title: 'Zone' },
);

const Glass = Choice(['none', 'opaque', 'see-through']);

/** A wall between two zones, also where no door is (別表1 行11–14). */
const Boundary = Type.Object(
  {
    id: Code,
    zones: Type.Unsafe<[string, string]>(Type.Array(Code, { minItems: 2, maxItems: 2 })),
    separation: Choice([
      'wall-through-ceiling',
      'partition-to-ceiling',
      'fixed-partition-below-ceiling',
      'movable-partition',
    ]),
    glass: Glass,
  },
  { ...strict, title: 'Boundary' },
);

const Passback = Type.Union(
  [
    Type.Object({ mode: Type.Literal('off') }, strict),
    Type.Object({ mode: Type.Literal('soft') }, strict),
    Type.Object({ mode: Type.Literal('hard') }, strict),
    Type.Object(
      { mode: Type.Literal('timed'), minutes: Type.Integer({ minimum: 1, maximum: 1440 }) },
      strict,
    ),
  ],
  { title: 'Passback' },
);

/** One way through a door. */
const DoorDirection = Type.Object(
  {
    from: Code,
    to: Code,
    /** Released in an emergency and on loss of the service (I6); absent = leaving and moving are, entering is not. */
    escape: Type.Optional(Type.Boolean()),
    passback: Passback,
  },
  { ...strict, title: 'DoorDirection' },
);

/** Free passage while the schedule runs; where row 19 or 24 is 要 it needs a named guard post. */
const FreePassage = Type.Object(
  { schedule: Code, guardPost: Type.Optional(Name) },
  { ...strict, title: 'FreePassage' },
);

/** Of a door whose plan does not say: a reader that reads twice does so within two seconds. */
export const repeatWithinMs = 2000;
/** Of a door whose plan does not say: who comes together reads within twenty seconds. */
export const waitWithinMs = 20_000;

/** Of a site whose plan does not say: nobody stands at a door for so long unanswered. */
export const tooOldAfterMs = 30_000;

const Door = Type.Object(
  {
    id: Code,
    name: Name,
    /** What controls it (別表1 行15): a security gate, a lockable door, a plain one, or a guard standing there. */
    control: Choice(['gate', 'lockable', 'guarded', 'none']),
    glass: Glass,
    /** A contact tells when it opens and closes; without one a granted passage is assumed taken. */
    contact: Type.Boolean(),
    openWithinMs: Type.Integer({ minimum: 1000, maximum: 120_000, default: 10_000 }),
    /** A card read again so soon after its passage is the same passage (二度読み); absent = 2,000. */
    repeatWithinMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    /** How long a read waits here for the other of a pair; absent = 20,000 where nobody may be alone, and for an escort as the site says. */
    waitWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 120_000 })),
    directions: Type.Array(DoorDirection, { minItems: 1, maxItems: 2 }),
    /** Doors of one interlock are never open together (風除室). */
    interlock: Type.Optional(Code),
    outOfService: Type.Boolean({ default: false }),
    /** An escort's read takes the visitors with them along, each `assumed` to have passed. */
    escortCounts: Type.Optional(Type.Boolean()),
    freePassage: Type.Optional(FreePassage),
  },
  { ...strict, title: 'Door' },
);

const Reader = Type.Object({ id: Code, door: Code, to: Code, gateway: Code }, { ...strict, title: 'Reader' });

/** Of a gateway whose plan does not say: one that tells nothing for so long is silent. */
export const silentAfterMs = 90_000;

const Gateway = Type.Object(
  {
    id: Code,
    name: Name,
    /** How long it may tell nothing, not even a heartbeat, before it is missed; absent = 90,000. */
    silentAfterMs: Type.Optional(Type.Integer({ minimum: 30_000, maximum: 604_800_000 })),
  },
  { ...strict, title: 'Gateway' },
);

const Hours = Type.Object(
  {
    /** ISO weekdays, 1 = Monday. */
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
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

const DayOff = Choice(['closed', 'as-usual']);

const openHours = {
  hours: Type.Array(Hours, { minItems: 1 }),
  /** 国民の祝日 and the site's own holidays. */
  onHolidays: DayOff,
  /** 年末年始, 12-29 to 01-03. */
  onYearEnd: DayOff,
};

/** Hours of the week, and what holidays make of them. */
export const OpenHours = Type.Object(openHours, { ...strict, title: 'OpenHours' });

/** When a standing permission opens a zone; restricts entering only. */
const Schedule = Type.Object({ id: Code, name: Name, ...openHours }, { ...strict, title: 'Schedule' });

/** A sign (案内板) in one zone that tells where another is (別表1 行3–6). */
const Sign = Type.Object({ id: Code, hangsIn: Code, shows: Code }, { ...strict, title: 'Sign' });

/** 受付: where visitors are taken in. Whoever is checked out is in its outside zone then, as far as anybody knows. */
const Desk = Type.Object(
  { id: Code, name: Name, zone: Code, outside: Code, organisation: Uuid },
  { ...strict, title: 'Desk' },
);

/** Days on which the site departs from the law's calendar. */
const CalendarDay = Type.Object(
  {
    on: DateOn,
    /** `working` lifts holiday and year end; it opens no schedule that does not name the weekday. */
    day: Choice(['holiday', 'working'], {
      description:
        'holiday は休日とする。working は祝日・年末年始を外すだけで、その曜日を含まない時間割は開かない',
    }),
    reason: Name,
  },
  { ...strict, title: 'CalendarDay' },
);

/** So many within so long are a series, and raise the alarm. */
const Series = Type.Object(
  {
    reads: Type.Integer({ minimum: 2, maximum: 50 }),
    withinMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  },
  { ...strict, title: 'Series' },
);

/** Of a site whose plan does not say: who tries one card after the other at a reader. */
export const unknownCardSeries = { reads: 5, withinMinutes: 10 } as const satisfies Static<typeof Series>;

/** What the site makes of one kind of alarm, in place of what is built in. */
const AlarmSetting = Type.Object(
  {
    id: Code,
    instruction: Type.Optional(Words),
    /** From raising to acknowledging; null = it is never escalated. */
    acknowledgeWithinMinutes: Type.Optional(
      Nullable(Type.Integer({ minimum: 1, maximum: 10_080 }), {
        description:
          '確認されないまま格上げされるまでの分数。null なら格上げしない。なければ優先度により 3分（1）・10分（2）・60分（3）・格上げなし（4）。定めを変えても、発生済みの警報の期限は変わらない',
      }),
    ),
    /** Of `unknown-cards` alone. */
    series: Type.Optional(
      Nullable(Series, {
        description: `unknown-cards（未登録カードの連続）だけの定め。同じ読取装置で何分に何回続けば発生か。なければ${unknownCardSeries.withinMinutes}分に${unknownCardSeries.reads}回。null なら発生しない`,
      }),
    ),
  },
  {
    ...strict,
    title: 'AlarmSetting',
    description: '警報の種類（id）ごとの庁舎の定め。ないものは組込みのまま。警報を読める役割の者にだけ示す',
  },
);

export const SitePlanBody = Type.Object(
  {
    site: Type.Object(
      {
        name: Name,
        timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, such as Asia/Tokyo' }),
        /** Every day at this time all places become unknown, so that a forgotten exit does not trap its person for ever. */
        presenceResetAt: Type.Optional(TimeOfDay),
        /** A read so much older than what its gateway told since opens nothing; absent = 30,000. */
        tooOldAfterMs: Type.Optional(Type.Integer({ minimum: 5000, maximum: 3_600_000 })),
        visitors: Type.Optional(VisitorSettingsBody),
      },
      { ...strict, title: 'PlanSite' },
    ),
    zones: Type.Array(Zone, { minItems: 1, maxItems: 5000 }),
    boundaries: Type.Array(Boundary, { maxItems: 20_000 }),
    doors: Type.Array(Door, { maxItems: 10_000 }),
    readers: Type.Array(Reader, { maxItems: 20_000 }),
    gateways: Type.Array(Gateway, { maxItems: 2000 }),
    schedules: Type.Array(Schedule, { maxItems: 1000 }),
    signs: Type.Array(Sign, { maxItems: 10_000 }),
    calendar: Type.Array(CalendarDay, { maxItems: 2000 }),
    /** Absent = none; a plan that was written before there were any is still one. */
    alarms: Type.Optional(Type.Array(AlarmSetting, { maxItems: 200 })),
    /** The same. */
    desks: Type.Optional(Type.Array(Desk, { maxItems: 200 })),
  },
  { ...strict, title: 'SitePlan' },
);

export type SitePlan = Static<typeof SitePlanBody>;
export type Zone = Static<typeof Zone>;
export type ZoneControl = Static<typeof ZoneControl>;
export type Boundary = Static<typeof Boundary>;
export type Door = Static<typeof Door>;
export type DoorDirection = Static<typeof DoorDirection>;
export type Passback = Static<typeof Passback>;
export type Reader = Static<typeof Reader>;
export type Gateway = Static<typeof Gateway>;
export type OpenHours = Static<typeof OpenHours>;
export type Schedule = Static<typeof Schedule>;
export type Sign = Static<typeof Sign>;
export type CalendarDay = Static<typeof CalendarDay>;
export type AlarmSetting = Static<typeof AlarmSetting>;
export type Desk = Static<typeof Desk>;
