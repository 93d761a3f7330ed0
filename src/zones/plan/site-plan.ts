import { type Static, Type } from 'typebox';
import { Choice, Code, Described, End, Instant, Name, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { AlarmSetting } from './alarm-setting.ts';
import { CalendarDay, Schedule, timePattern } from './open-hours.ts';
import { codeOf, ownCode } from './own-code.ts';
import { VisitorSettingsBody } from './visitor-settings.ts';

/**
 * The site plan: everything of a site that decides passages, read and written as one document.
 * Elements are named by codes their officers choose (`3f-server`); a code is unique within its kind and site.
 */

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
export type Sign = Static<typeof Sign>;
export type Desk = Static<typeof Desk>;
