import { type Static, Type } from 'typebox';
import { Choice, Code, EndDay, Name, notBlank, strict, Uuid, Words } from '../../api/schemas.ts';
import { timePattern } from '../../zones/plan/open-hours.ts';
import { reviewPoints } from '../registry/host-review.ts';
import { languagePattern, longestLanguage } from './language-pattern.ts';
import { mostDestinations } from './visit-draft.ts';

export const Day = Type.String({ format: 'date', description: '庁舎の時間帯の日' });
export const TimeOfDay = Type.String({ pattern: timePattern });
const Telephone = Type.String({ minLength: 1, maxLength: 40, pattern: notBlank });

const Things = Type.Array(Type.Object({ kind: Code, words: Words }, { ...strict, title: 'AnnouncedThing' }), {
  maxItems: 50,
});

export const memberFields = {
  name: Name,
  nameKana: Type.Optional(Name),
  /** 「個人」 is an answer. */
  affiliation: Name,
  telephone: Type.Optional(Telephone),
  /** 車両番号, of whoever drives. */
  vehicle: Type.Optional(Name),
  ridesIn: Type.Optional(Type.String({ ...Name, description: '同乗する車両の番号。同じ訪問の人が運転する' })),
  help: Type.Optional(Words),
  child: Type.Optional(Type.Boolean()),
  things: Type.Optional(Things),
};

export const MemberBody = Type.Object(memberFields, { ...strict, title: 'VisitorDraft' });

export const destinationFields = {
  host: Uuid,
  place: Type.Optional(Name),
  zones: Type.Array(Code, { minItems: 1, maxItems: 50, uniqueItems: true }),
  escorts: Type.Optional(Type.Array(Uuid, { maxItems: 50, uniqueItems: true })),
};

const DestinationBody = Type.Object(
  {
    ...destinationFields,
    members: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0 }), {
        maxItems: 500,
        uniqueItems: true,
        description: 'この訪問先に来る人（members の位置、0 から）。なければ全員',
      }),
    ),
  },
  { ...strict, title: 'DestinationDraft' },
);

export const DaysBody = Type.Array(Day, { minItems: 1, maxItems: 100 });

export const SeriesBody = Type.Object(
  {
    fromOn: Day,
    untilOn: EndDay,
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
    onHolidays: Type.Optional(Type.Boolean({ description: '休日と年末年始にも来る' })),
  },
  { ...strict, title: 'VisitSeries' },
);

export const whenFields = {
  days: Type.Optional(DaysBody),
  /** Instead of `days`. */
  series: Type.Optional(SeriesBody),
  startsAt: Type.Optional(TimeOfDay),
  endsAt: Type.Optional(
    Type.String({
      ...TimeOfDay,
      description:
        'startsAt より後の時刻。00:00 はその日の終わり。訪問相手は翌朝の時刻も言える。なければ訪問者の時間の終わりまで',
    }),
  ),
};

/** More than the site says is as the site says. */
export const PerEscort = Type.Integer({
  minimum: 1,
  maximum: 200,
  description: '付添者一人に何人まで。超えると二人目が要る。庁舎の定めより多くはならない',
});

/** All of a plan but who comes. */
export const commonFields = {
  destinations: Type.Array(DestinationBody, { minItems: 1, maxItems: mostDestinations }),
  purpose: Code,
  purposeWords: Type.Optional(Words),
  ...whenFields,
  language: Type.Optional(Type.String({ pattern: languagePattern, maxLength: longestLanguage })),
  perEscort: Type.Optional(PerEscort),
  review: Type.Optional(
    Type.Object(
      {
        examined: Type.Array(Choice(reviewPoints), { uniqueItems: true }),
        words: Type.Optional(Words),
      },
      {
        ...strict,
        title: 'ReviewDraft',
        description: '訪問相手又はその代理が自ら予定するときの審査。自分が審査できる訪問先に及ぶ',
      },
    ),
  ),
};

export const VisitBody = Type.Object(
  { ...commonFields, members: Type.Array(MemberBody, { minItems: 1, maxItems: 500 }) },
  { ...strict, title: 'VisitDraft' },
);

const { destinations, purpose, purposeWords, endsAt, language, perEscort } = commonFields;

/** The slip: what a visit is planned with, but of today, from now on, and without a 審査. */
export const WalkInBody = Type.Object(
  {
    destinations,
    members: Type.Array(MemberBody, { minItems: 1, maxItems: 200 }),
    purpose,
    purposeWords,
    endsAt,
    language,
    perEscort,
  },
  { ...strict, title: 'WalkIn' },
);

/** 登録の締切り of an event of the press. */
export const Closes = Type.Object(
  { daysBefore: Type.Integer({ minimum: 0, maximum: 90 }), at: TimeOfDay },
  {
    ...strict,
    title: 'Closes',
    description: '行事の日の何日前の、何時まで（庁舎の時間帯。この時刻は含まない）',
  },
);

export type VisitBody = Static<typeof VisitBody>;
export type WalkInBody = Static<typeof WalkInBody>;
export type MemberBody = Static<typeof MemberBody>;
export type CommonBody = Omit<VisitBody, 'members'>;
