import { Type } from 'typebox';
import { ActorBody, Instant, Nullable, Uuid } from '../../api/schemas.ts';
import { alarmNews } from '../../log/entry/alarm-news.ts';
import { isListed, subjects } from '../../log/entry/subject.ts';

const Open = { additionalProperties: true } as const;
const Ground = Type.Object(
  {
    code: Type.String(),
    says: Type.String({ description: '人が読む言葉' }),
    fix: Type.Optional(Type.String({ description: 'どうすればよいか' })),
    clause: Type.Optional(Type.String()),
    row: Type.Optional(Type.String()),
    undetermined: Type.Optional(Type.Boolean()),
    permit: Type.Optional(Type.String()),
  },
  { title: 'Ground' },
);
const AlarmTold = Type.Object(
  {
    alarm: Type.String({ description: '警報の識別子' }),
    ordinal: Type.Integer(),
    what: Type.String({ description: Object.keys(alarmNews).join(', ') }),
    says: Type.String(),
    kind: Type.String(),
    title: Type.String(),
    active: Type.Optional(Type.Boolean()),
    door: Type.Optional(Type.String()),
    gateway: Type.Optional(Type.String()),
    person: Type.Optional(Type.String()),
    times: Type.Optional(Type.Integer({ description: '今までに発生した回数' })),
    outcome: Type.Optional(Type.String()),
    instruction: Type.Optional(Type.String()),
  },
  { title: 'AlarmTold' },
);
const Names = Type.Record(Type.String(), Type.String());

export const PersonName = Type.Object(
  { name: Type.String(), affiliation: Nullable(Type.String()) },
  { title: 'PersonName' },
);

const Id = Type.String();
const Subject = Type.Object(
  Object.fromEntries(
    Object.entries(subjects).map(([name, sort]) => [
      name,
      Type.Optional(isListed(sort) ? Type.Array(Id) : Id),
    ]),
  ),
  {
    ...Open,
    title: 'Subject',
    description: '記録が何についてのものか。識別子だけで、氏名やカード番号は入らない',
  },
);

/** An entry as it is shown, in lists and on the stream alike. */
export const EventItem = Type.Object(
  {
    seq: Type.Integer(),
    recordedAt: Instant,
    at: Instant,
    kind: Type.String(),
    actor: ActorBody,
    cause: Nullable(Type.Object({ site: Uuid, seq: Type.Integer() })),
    subject: Subject,
    verdict: Nullable(Type.String()),
    direction: Nullable(Type.String()),
    reasons: Type.Array(Ground),
    notes: Type.Array(Ground),
    restsOn: Type.Array(
      Type.Object(
        {
          person: Type.String(),
          permission: Type.Optional(Type.String()),
          visit: Type.Optional(Type.String()),
          permit: Type.Optional(Type.String()),
        },
        { title: 'RestsOn' },
      ),
      {
        description:
          '通行可の根拠になった権利（継続的立入許可又は訪問）と、それがなければ通れなかった例外措置（permit）。根拠を問わない通行では空',
      },
    ),
    effects: Type.Array(Type.Object({ type: Type.String() }, Open)),
    alarms: Type.Array(AlarmTold, { description: 'この記録が警報について伝えること' }),
    details: Type.Object({}, Open),
    names: Type.Object({
      zones: Names,
      doors: Names,
      persons: Type.Record(Type.String(), PersonName),
      reason: Type.Optional(Type.String()),
    }),
  },
  { title: 'RecordedEvent' },
);
