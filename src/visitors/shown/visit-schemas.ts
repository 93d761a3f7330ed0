import { Type } from 'typebox';
import { Choice, End, Instant, Names, Nullable, Uuid } from '../../api/schemas.ts';
import { CorrectionMade } from '../corrections/correction-body.ts';
import { Closes } from '../planning/draft-schemas.ts';
import { arrivalLifecycle } from '../registry/arrival-lifecycle.ts';
import { pressEventSorts } from '../registry/press-event.ts';
import { shownVisitStates } from './shown-visit-state.ts';

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
