import { type Static, Type } from 'typebox';
import {
  Choice,
  Code,
  End,
  EndDay,
  Instant,
  Name,
  Names,
  Nullable,
  notBlank,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { timePattern } from '../../zones/plan/open-hours.ts';
import { CorrectionMade } from '../corrections/correction-body.ts';
import { arrivalLifecycle } from '../registry/arrival-lifecycle.ts';
import { reviewPoints } from '../registry/host-review.ts';
import { pressEventSorts } from '../registry/press-event.ts';
import { mostDestinations } from './judge-destination-changes.ts';
import { languagePattern, longestLanguage } from './language-pattern.ts';
import { shownVisitStates } from './shown-visit-state.ts';

export const Day = Type.String({ format: 'date', description: '庁舎の時間帯の日' });
export const TimeOfDay = Type.String({ pattern: timePattern });
const Telephone = Type.String({ minLength: 1, maxLength: 40, pattern: notBlank });

const Things = Type.Array(Type.Object({ kind: Code, words: Words }, { ...strict, title: 'AnnouncedThing' }), {
  maxItems: 50,
});

const memberFields = {
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

/** Who is bound for a destination of a visit that stands already. */
const boundFields = {
  members: Type.Optional(
    Type.Array(Uuid, {
      maxItems: 500,
      uniqueItems: true,
      description: 'この訪問先に来る人。だれもいなければ全員',
    }),
  ),
  addedMembers: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0 }), {
      maxItems: 500,
      uniqueItems: true,
      description: '同じく、addMembers の位置（0 から）',
    }),
  ),
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

const whenFields = {
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
const PerEscort = Type.Integer({
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

export const ChangeBody = Type.Object(
  {
    purpose: Type.Optional(Code),
    ...whenFields,
    language: commonFields.language,
    perEscort: Type.Optional(Nullable(PerEscort)),
    addMembers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...memberFields,
            /** In whose place this one comes; that one is taken off the list. */
            substitutes: Type.Optional(Uuid),
          },
          { ...strict, title: 'VisitorAdded' },
        ),
        { minItems: 1, maxItems: 500 },
      ),
    ),
    removeMembers: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true })),
    changeDestinations: Type.Optional(
      Type.Array(
        Type.Object(
          { id: Uuid, ...Type.Partial(Type.Object(destinationFields)).properties, ...boundFields },
          { ...strict, title: 'DestinationChange' },
        ),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    addDestinations: Type.Optional(
      Type.Array(
        Type.Object({ ...destinationFields, ...boundFields }, { ...strict, title: 'DestinationAdded' }),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    removeDestinations: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 20, uniqueItems: true })),
  },
  { ...strict, minProperties: 1, title: 'VisitChange' },
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

const Review = Type.Object(
  {
    by: Uuid,
    way: Type.String(),
    says: Type.String(),
    at: Instant,
    examined: Type.Array(Type.String()),
    words: Nullable(Type.String()),
    members: Type.Array(Uuid),
    days: Type.Array(Type.String()),
  },
  { title: 'HostReview', description: '審査。members と days に及ぶ' },
);

const Destination = Type.Object(
  {
    id: Uuid,
    host: Uuid,
    place: Nullable(Type.String()),
    zones: Type.Array(Type.String()),
    ways: Type.Array(Type.String(), { description: '受付からそこへ通る区域' }),
    members: Type.Array(Uuid, { description: '空なら全員' }),
    escorts: Type.Array(Uuid),
    review: Nullable(Review),
  },
  { title: 'Destination' },
);

const Member = Type.Object(
  {
    id: Uuid,
    name: Nullable(Type.String()),
    nameKana: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    telephone: Nullable(Type.String()),
    vehicle: Nullable(Type.String()),
    ridesIn: Nullable(Type.String()),
    help: Nullable(Type.String()),
    substitutes: Nullable(Uuid),
    child: Type.Boolean(),
    things: Type.Array(Type.Object({ kind: Type.String(), words: Nullable(Type.String()) })),
  },
  { title: 'Visitor' },
);

const Said = Type.Object({ code: Type.String(), says: Type.String() }, { title: 'Said' });

const visitFields = {
  id: Uuid,
  state: Choice(shownVisitStates),
  says: Type.String(),
  reason: Nullable(Type.String()),
  conditions: Type.Array(Said, { description: '日時による状態（審査待ち・超過など）' }),
  organisation: Uuid,
  purpose: Type.String(),
  purposeWords: Nullable(Type.String()),
  days: Type.Array(Type.String()),
  startsAt: Type.String(),
  endsAt: Type.String(),
  language: Type.String(),
  perEscort: Nullable(Type.Integer()),
  plannedBy: Uuid,
  walkIn: Type.Boolean(),
  press: Nullable(
    Type.Object(
      { sort: Choice(pressEventSorts), says: Type.String(), closes: Closes },
      { title: 'PressEvent' },
    ),
    { description: '取材の行事なら、その種類と登録の締切り' },
  ),
  namesKept: Type.Boolean({
    description: 'false なら行29により氏名を残していない。受付で確かめるが、記録しない',
  }),
  destinations: Type.Array(Destination),
  members: Type.Array(Member),
  may: Type.Array(
    Type.Object(
      { step: Type.String(), says: Type.String(), by: Type.Array(Type.String()) },
      { title: 'VisitStep', description: '次にできることと、できる人（host は訪問相手とその期間の代理）' },
    ),
  ),
};

export const Visit = Type.Object(visitFields, { title: 'Visit' });
export const VisitWithDays = Type.Object(
  {
    ...visitFields,
    names: Names,
    zones: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    arrivals: Type.Array(
      Type.Object(
        {
          member: Uuid,
          day: Type.String(),
          state: Choice(Object.keys(arrivalLifecycle)),
          says: Type.String(),
          reviewed: Type.Boolean({ description: 'その日のすべての訪問先で審査が済んでいる' }),
          startsAt: Instant,
          endsAt: End,
          corrections: Type.Array(CorrectionMade),
        },
        { title: 'Arrival' },
      ),
    ),
  },
  { title: 'VisitWithDays' },
);

export type VisitBody = Static<typeof VisitBody>;
export type WalkInBody = Static<typeof WalkInBody>;
export type MemberBody = Static<typeof MemberBody>;
export type ChangeBody = Static<typeof ChangeBody>;
export type CommonBody = Omit<VisitBody, 'members'>;
