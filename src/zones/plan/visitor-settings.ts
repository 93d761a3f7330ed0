import { type Static, Type } from 'typebox';
import { Choice, Code, Described, Name, strict, Uuid } from '../../api/schemas.ts';
import { timePattern } from './open-hours.ts';

/** What a site says of its visitors; what it leaves out is as `usualVisitorSettings` has it. */

function Minutes(description: string) {
  return Type.Integer({ minimum: 1, maximum: 1440, description });
}

function Time(description: string) {
  return Type.String({ pattern: timePattern, description });
}

function ZoneClassOf(description: string) {
  return Type.Integer({ minimum: 0, maximum: 9, description });
}

const IdentityFor = Type.Object(
  {
    class: ZoneClassOf('このクラスの区域まで'),
    means: Type.Array(
      Choice([
        'photo-id',
        'invitation-and-id',
        'member-badge',
        'vouched',
        'employer-asked',
        'delegation-list',
        'child-with-adult',
      ]),
      {
        minItems: 1,
        uniqueItems: true,
        description:
          '足りる手段。順に、写真付き身分証、写真なしの身分証と案内状、議員記章、職員の面識、所属先への照会、随行員名簿、大人に伴われた子',
      },
    ),
  },
  { ...strict, title: 'IdentityFor' },
);

const PerEscort = Type.Object(
  {
    class: ZoneClassOf('このクラス以上の区域で'),
    purpose: Type.Optional(Described(Code, '訪問の目的の符号。なければどの目的でも')),
    visitors: Type.Integer({ minimum: 1, maximum: 200, description: '案内者一人が連れてよい人数' }),
  },
  { ...strict, title: 'PerEscort' },
);

/** ※3: a check at the boundary of class 0 to 1 by another body (合同庁舎の総合受付) that an organisation takes for its own. */
const TakenCheck = Type.Object(
  {
    organisation: Described(Uuid, '確認を自らのものとする組織'),
    of: Described(Uuid, '確認を行った組織'),
    what: Choice(['identity', 'review', 'both'], {
      description: '確認の種類。identity は身元の確認、review は審査、both は両方',
    }),
    basis: Described(Name, '自らのものとする根拠'),
  },
  { ...strict, title: 'TakenCheck' },
);

export const VisitorSettingsBody = Type.Object(
  {
    identity: Type.Optional(
      Type.Array(IdentityFor, {
        maxItems: 10,
        description: '身元を確認する手段。行のクラスより高い区域には、そのための行が要る',
      }),
    ),
    perEscort: Type.Optional(
      Type.Array(PerEscort, {
        maxItems: 100,
        description: '案内者一人が連れてよい人数。超えれば二人目が要る',
      }),
    ),
    unitEscorts: Type.Optional(Type.Boolean({ description: '訪問相手の課室の誰でも案内者になれる' })),
    escortWithinMs: Type.Optional(
      Type.Integer({
        minimum: 1000,
        maximum: 120_000,
        description:
          '訪問者の読取りが案内者の読取りを待つ、また案内者の読取りが訪問者を通せるミリ秒。一組では合わせて3分まで',
      }),
    ),
    graceMinutes: Type.Optional(Minutes('予定の終わりを過ぎてから、受付の一覧に載るまでの分数')),
    secondContactMinutes: Type.Optional(
      Minutes('訪問相手が答えないとき、代わりの人とともに再び呼ぶまでの分数'),
    ),
    visitorsUntil: Type.Optional(Time('訪問者が庁舎にいてよい時間の終わり。この時刻は含まない')),
    deskClosesAt: Type.Optional(Time('受付を閉じる時刻')),
    announceBy: Type.Optional(
      Type.Object(
        {
          daysBefore: Type.Integer({ minimum: 0, maximum: 90, description: '訪問の日の何日前か' }),
          at: Time('その日の時刻'),
        },
        { ...strict, description: '予約の締切り。過ぎれば当日の受付による。なければいつでもよい' },
      ),
    ),
    /** Nobody is held for it. */
    hostEndsVisit: Type.Optional(Type.Boolean({ description: '訪問の終わりを訪問相手に尋ねる' })),
    regulars: Type.Optional(
      Type.Object(
        {
          daysAWeek: Type.Integer({ minimum: 1, maximum: 7, description: '一週間に来る日数' }),
          visitsAYear: Type.Integer({ minimum: 1, maximum: 366, description: '一年の訪問の回数' }),
          daysInARow: Type.Integer({ minimum: 2, maximum: 366, description: '続けて来る日数' }),
        },
        { ...strict, description: '自分のカードを持つべき人とみなす訪問の多さ。いずれかに達した人' },
      ),
    ),
    takenChecks: Type.Optional(
      Type.Array(TakenCheck, {
        maxItems: 100,
        description: 'ほかの組織がクラス0と1の境界で行った確認のうち、自らのものとするもの（※3）',
      }),
    ),
  },
  { ...strict, title: 'VisitorSettings', description: '訪問者についての庁舎の定め。なければ組込みのまま' },
);

type Said = Static<typeof VisitorSettingsBody>;

/** The settings of a site with nothing left out but `announceBy`. */
export type VisitorSettings = Required<Omit<Said, 'announceBy'>> & Pick<Said, 'announceBy'>;

export const usualVisitorSettings: VisitorSettings = {
  identity: [
    {
      class: 2,
      means: [
        'photo-id',
        'invitation-and-id',
        'member-badge',
        'vouched',
        'employer-asked',
        'delegation-list',
        'child-with-adult',
      ],
    },
    { class: 9, means: ['photo-id', 'vouched', 'employer-asked', 'delegation-list'] },
  ],
  perEscort: [
    { class: 0, visitors: 5 },
    { class: 3, visitors: 2 },
  ],
  unitEscorts: true,
  escortWithinMs: 10_000,
  graceMinutes: 60,
  secondContactMinutes: 10,
  visitorsUntil: '22:00',
  deskClosesAt: '18:00',
  hostEndsVisit: false,
  regulars: { daysAWeek: 2, visitsAYear: 10, daysInARow: 31 },
  takenChecks: [],
};

/** What holds at a site whose plan says this much. */
export function visitorSettingsOf(said: Said | undefined): VisitorSettings {
  return { ...usualVisitorSettings, ...said };
}
