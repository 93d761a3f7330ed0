import { type Static, Type } from 'typebox';
import {
  Choice,
  Code,
  Described,
  End,
  Instant,
  Name,
  Nullable,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { VisitorSettingsBody } from './visitor-settings.ts';

/**
 * The site plan: everything of a site that decides passages, read and written as one document.
 * Elements are named by codes their officers choose (`3f-server`); a code is unique within its kind and site.
 */

const DateOn = Type.String({ format: 'date', description: '日付（庁舎の時間帯）' });
const timePattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const TimeOfDay = Type.String({
  pattern: timePattern,
  description: '00:00 から 23:59 まで。24:00 は 00:00 と書く',
});

/** The code that names an element of this kind. */
function ownCode(element: string) {
  return Described(Code, `${element}の符号。庁舎の${element}の中で一つだけのもの`);
}

/** The code of an element that stands elsewhere in the plan. */
function codeOf(element: string) {
  return Described(Code, `${element}の符号`);
}

/** クラス (統一技術基準 2.1.1.4): 0–3 of the standard, 4–9 a ministry's own, null while 未決定. */
export const ZoneClass = Nullable(Type.Integer({ minimum: 0, maximum: 9 }));

/** 個別管理・個別利用制限 (2.3.1.1 各項): one row of 別表 made stricter in one zone. */
const ZoneControl = Type.Object(
  {
    row: Type.String({
      pattern: '^(t[12]r[0-9]{1,2}|9[ab])$',
      description: '強める別表の行。t1r6 は別表1 行6',
    }),
    value: Choice(['required', 'notification', 'permission', 'forbidden-unless-permitted', 'forbidden'], {
      description:
        'この区域での定め。required は要、notification は届出、permission は許可、forbidden-unless-permitted は許可がなければ禁、forbidden は禁',
    }),
    words: Described(Name, '定めの内容'),
    basis: Described(Name, '定めた根拠（決裁の文書など）'),
    from: Described(Instant, '始まり。この時刻から効く'),
    until: Type.Optional(End),
  },
  { ...strict, title: 'ZoneControl' },
);

/** 情報取扱区域 */
const Zone = Type.Object(
  {
    id: ownCode('区域'),
    name: Described(Name, '区域の名前'),
    displayName: Type.Optional(Described(Name, '人目に触れる所で使う名前。なければ name')),
    class: Described(ZoneClass, 'クラス。0–3 は統一技術基準のもの、4–9 は府省庁のもの、null は未決定'),
    organisation: Described(Uuid, '区域を管理する組織'),
    building: Type.Optional(Described(Name, '棟の名前')),
    floor: Described(Name, '階'),
    hidden: Type.Boolean({ default: false, description: '案内に出さない（別表1 行6 ※1）' }),
    serverRoom: Type.Boolean({ default: false, description: 'サーバ室である' }),
    holdsProtectedSystems: Type.Boolean({
      default: true,
      description: '要保護情報を取り扱う情報システムがある',
    }),
    holdsStableSystems: Type.Boolean({
      default: true,
      description: '要安定情報を取り扱う情報システムがある',
    }),
    maxOccupancy: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: '同時にいてよい人数。なければ限りがない' }),
    ),
    neverAlone: Type.Boolean({
      default: false,
      description: '一人ではいられない。最初の二人は続けて入り、最後の二人は続けて出る',
    }),
    cardFormats: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        minItems: 1,
        uniqueItems: true,
        description: '入れるカードの形式（wiegand-34 など）。なければどの形式でもよい',
      }),
    ),
    handover: Type.Boolean({ default: false, description: '受渡し場所。受渡業者はここまで（2.3.1.1(8)）' }),
    visitorsCommon: Type.Optional(
      Type.Boolean({ description: 'どの訪問者もいてよい（ロビー・手洗い・食堂など）' }),
    ),
    controls: Type.Array(ZoneControl, {
      maxItems: 300,
      default: [],
      description: 'この区域だけの個別管理（2.3.1.1）',
    }),
  },
  { ...strict, title: 'Zone' },
);

const Glass = Choice(['none', 'opaque', 'see-through'], {
  description: 'ガラス。none はない、opaque は見通せない、see-through は見通せる',
});

/** A wall between two zones, also where no door is (別表1 行11–14). */
const Boundary = Type.Object(
  {
    id: ownCode('境界'),
    zones: Type.Unsafe<[string, string]>(
      Type.Array(Code, { minItems: 2, maxItems: 2, description: '境界の両側の区域の符号' }),
    ),
    separation: Choice(
      ['wall-through-ceiling', 'partition-to-ceiling', 'fixed-partition-below-ceiling', 'movable-partition'],
      {
        description:
          '仕切り（別表1 行11–14）。順に、天井裏まで達する壁、天井に届く固定の仕切り、天井に届かない固定パーティション、可動式パーティション',
      },
    ),
    glass: Glass,
  },
  { ...strict, title: 'Boundary' },
);

const Passback = Type.Union(
  [
    Type.Object({ mode: Type.Literal('off', { description: '所在を問わない' }) }, strict),
    Type.Object(
      { mode: Type.Literal('soft', { description: '所在が合わなければ、警報を上げて通す' }) },
      strict,
    ),
    Type.Object({ mode: Type.Literal('hard', { description: '所在が合わなければ通さない' }) }, strict),
    Type.Object(
      {
        mode: Type.Literal('timed', { description: '最後の通行から minutes 分までは hard、その後は soft' }),
        minutes: Type.Integer({ minimum: 1, maximum: 1440, description: '最後の通行からの分数' }),
      },
      strict,
    ),
  ],
  { title: 'Passback', description: '同じ向きに続けて通る読取り（アンチパスバック）の扱い' },
);

/** One way through a door. */
const DoorDirection = Type.Object(
  {
    from: Described(Code, '通る前の区域の符号'),
    to: Described(Code, '通った後の区域の符号'),
    /** Released in an emergency and on loss of the service (I6). */
    escape: Type.Optional(
      Type.Boolean({
        description:
          '非常時とサービスの停止時に解錠する。なければ、出る向きと移る向きは解錠し、入る向きはしない',
      }),
    ),
    passback: Passback,
  },
  { ...strict, title: 'DoorDirection' },
);

/** Free passage while the schedule runs; where row 19 or 24 is 要 it needs a named guard post. */
const FreePassage = Type.Object(
  {
    schedule: Described(Code, '自由に通れる時間割の符号'),
    guardPost: Type.Optional(Described(Name, '見張る警備員の持ち場。別表の行19・24が要なら必要')),
  },
  { ...strict, title: 'FreePassage', description: '時間割の間は認証なしで通れる。なければいつも認証する' },
);

/** Of a door whose plan does not say: a reader that reads twice does so within two seconds. */
export const repeatWithinMs = 2000;
/** Of a door whose plan does not say: who comes together reads within twenty seconds. */
export const waitWithinMs = 20_000;

/** Of a site whose plan does not say: nobody stands at a door for so long unanswered. */
export const tooOldAfterMs = 30_000;

const Door = Type.Object(
  {
    id: ownCode('扉'),
    name: Described(Name, '扉の名前'),
    control: Choice(['gate', 'lockable', 'guarded', 'none'], {
      description:
        '境界の管理（別表1 行15）。gate はセキュリティゲート、lockable は施錠できる扉、guarded は警備員が立つ、none は何もない',
    }),
    glass: Glass,
    contact: Type.Boolean({ description: '開閉の検知器がある。なければ、許した通行は通ったものとみなす' }),
    openWithinMs: Type.Integer({
      minimum: 1000,
      maximum: 120_000,
      default: 10_000,
      description: '許した通行のために扉を開けておくミリ秒',
    }),
    repeatWithinMs: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000,
        description: `通行の後このミリ秒のうちの同じカードは、同じ通行とみなす（二度読み）。なければ ${repeatWithinMs}`,
      }),
    ),
    waitWithinMs: Type.Optional(
      Type.Integer({
        minimum: 1000,
        maximum: 120_000,
        description: `もう一人の読取りを待つミリ秒。なければ ${waitWithinMs}、案内者を待つときは庁舎の visitors.escortWithinMs`,
      }),
    ),
    directions: Type.Array(DoorDirection, { minItems: 1, maxItems: 2, description: '通れる向き' }),
    interlock: Type.Optional(Described(Code, '同じ符号の扉は同時に開かない（風除室など）')),
    outOfService: Type.Boolean({ default: false, description: '使用を止めている' }),
    escortCounts: Type.Optional(
      Type.Boolean({ description: '案内者の読取りだけで、一緒にいる訪問者も通ったものとみなす' }),
    ),
    freePassage: Type.Optional(FreePassage),
  },
  { ...strict, title: 'Door' },
);

const Reader = Type.Object(
  {
    id: ownCode('読取装置'),
    door: codeOf('読取装置のある扉'),
    to: Described(Code, '読み取った人が向かう区域の符号'),
    gateway: codeOf('読取りを送るゲートウェイ'),
  },
  { ...strict, title: 'Reader' },
);

/** Of a gateway whose plan does not say: one that tells nothing for so long is silent. */
export const silentAfterMs = 90_000;

const Gateway = Type.Object(
  {
    id: ownCode('ゲートウェイ'),
    name: Described(Name, 'ゲートウェイの名前'),
    silentAfterMs: Type.Optional(
      Type.Integer({
        minimum: 30_000,
        maximum: 604_800_000,
        description: `何も送ってこない時間がこのミリ秒を超えれば不通とみなす。なければ ${silentAfterMs}`,
      }),
    ),
  },
  { ...strict, title: 'Gateway' },
);

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
const Schedule = Type.Object(
  { id: ownCode('時間割'), name: Described(Name, '時間割の名前'), ...openHours },
  { ...strict, title: 'Schedule' },
);

/** A sign (案内板) in one zone that tells where another is (別表1 行3–6). */
const Sign = Type.Object(
  { id: ownCode('案内板'), hangsIn: codeOf('案内板のある区域'), shows: codeOf('案内板が示す区域') },
  { ...strict, title: 'Sign' },
);

/** 受付: where visitors are taken in. */
const Desk = Type.Object(
  {
    id: ownCode('受付'),
    name: Described(Name, '受付の名前'),
    zone: codeOf('受付のある区域'),
    outside: Described(Code, '退庁した人がいるとみなす外の区域の符号'),
    organisation: Described(Uuid, '受付を置く組織'),
  },
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
    reason: Described(Name, '理由'),
  },
  { ...strict, title: 'CalendarDay' },
);

/** So many within so long are a series, and raise the alarm. */
const Series = Type.Object(
  {
    reads: Type.Integer({ minimum: 2, maximum: 50, description: '回数' }),
    withinMinutes: Type.Integer({ minimum: 1, maximum: 1440, description: '分数' }),
  },
  { ...strict, title: 'Series' },
);

/** Of a site whose plan does not say: who tries one card after the other at a reader. */
export const unknownCardSeries = { reads: 5, withinMinutes: 10 } as const satisfies Static<typeof Series>;

/** What the site makes of one kind of alarm, in place of what is built in. */
const AlarmSetting = Type.Object(
  {
    id: Described(Code, '警報の種類'),
    instruction: Type.Optional(Described(Words, '警報を見た人がすること。なければ組込みの指示')),
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
        name: Described(Name, '庁舎の名前'),
        timeZone: Type.String({
          minLength: 1,
          maxLength: 64,
          description: '時間帯の IANA の名前（Asia/Tokyo など）',
        }),
        /** So that a forgotten exit does not trap its person for ever. */
        presenceResetAt: Type.Optional(
          Type.String({
            pattern: timePattern,
            description: '毎日この時刻に全員の所在を不明とする。なければしない',
          }),
        ),
        tooOldAfterMs: Type.Optional(
          Type.Integer({
            minimum: 5000,
            maximum: 3_600_000,
            description: `同じゲートウェイのより新しい事象からこのミリ秒より古い読取りでは扉を開けない。なければ ${tooOldAfterMs}`,
          }),
        ),
        visitors: Type.Optional(VisitorSettingsBody),
      },
      { ...strict, title: 'PlanSite', description: '庁舎そのものの定め' },
    ),
    zones: Type.Array(Zone, { minItems: 1, maxItems: 5000, description: '情報取扱区域（外も含む）' }),
    boundaries: Type.Array(Boundary, { maxItems: 20_000, description: '区域の間の壁や仕切り' }),
    doors: Type.Array(Door, { maxItems: 10_000, description: '扉' }),
    readers: Type.Array(Reader, { maxItems: 20_000, description: '扉の読取装置' }),
    gateways: Type.Array(Gateway, { maxItems: 2000, description: '読取装置をつなぐゲートウェイ' }),
    schedules: Type.Array(Schedule, { maxItems: 1000, description: '継続的立入許可などが使う時間割' }),
    signs: Type.Array(Sign, { maxItems: 10_000, description: '案内板' }),
    calendar: Type.Array(CalendarDay, {
      maxItems: 2000,
      description: '法律の休日と違う扱いをする日',
    }),
    /** A plan that was written before there were any is still one. */
    alarms: Type.Optional(
      Type.Array(AlarmSetting, { maxItems: 200, description: '警報の種類ごとの定め。なければ組込みのまま' }),
    ),
    /** The same. */
    desks: Type.Optional(Type.Array(Desk, { maxItems: 200, description: '受付。なければ受付はない' })),
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
