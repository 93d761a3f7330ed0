import { Type } from 'typebox';
import { Choice, Code, Instant, Nullable, Seq, strict, Uuid, Words } from '../../api/schemas.ts';
import { InvitationId } from '../../visitors/invitations/invitation-id.ts';
import { endOrigins } from '../../visitors/registry/end-origin.ts';
import { identityMeans } from '../../visitors/registry/identity-check.ts';
import { PrintedCode } from '../shown/printed-code.ts';
import { insteadOfPass } from './given-at-desk.ts';

/** Of one act: a delegation comes in at once. */
export const mostMembers = 200;

export const Day = Type.String({ title: 'Day', format: 'date', description: '来庁の日（庁舎の時間帯）' });
export const VisitParams = Type.Object({ site: Uuid, visit: Uuid }, strict);

const IdentityGiven = Type.Object(
  {
    means: Choice(identityMeans, { description: '身元を確かめた方法。身分証の番号は書かない' }),
    through: Type.Optional(Uuid),
    invitation: Type.Optional(InvitationId),
  },
  {
    ...strict,
    title: 'IdentityGiven',
    description:
      'through は、面識なら請け合う職員、子どもなら同じ訪問の大人、随行員名簿なら代表者。invitation は、案内状と確かめるなら要り、この訪問のもの',
  },
);

/** 受付で一人についてしたこと */
export const GivenBody = Type.Object(
  {
    member: Uuid,
    identity: Type.Optional(IdentityGiven),
    inspection: Type.Optional(
      Type.Object({ words: Type.Optional(Words) }, { ...strict, title: 'InspectionGiven' }),
    ),
    pass: Type.Optional(PrintedCode),
    instead: Type.Optional(
      Type.Object(
        { sort: Choice(insteadOfPass), escort: Type.Optional(Uuid) },
        {
          ...strict,
          title: 'InsteadOfPass',
          description: '通行証に代わる見分け（行36）。escort はそばに付く職員',
        },
      ),
    ),
  },
  { ...strict, title: 'GivenAtDesk' },
);

const Lack = Type.Object(
  {
    code: Type.String(),
    says: Type.String(),
    fix: Type.String(),
    why: Type.Optional(Type.String()),
    row: Type.Optional(Type.String()),
    clause: Type.Optional(Type.String()),
    undetermined: Type.Boolean({ description: '府省庁の判断がまだないため、厳しい方の値が効いている' }),
    zones: Type.Array(Type.String(), { description: '区域の名。空なら区域によらない' }),
  },
  { title: 'DeskLack' },
);

export const May = Type.Object(
  { step: Type.String(), by: Type.Array(Type.String()) },
  { title: 'MayBeDone', description: '次にできることと、その役割' },
);

const Member = Type.Object(
  {
    member: Uuid,
    name: Nullable(Type.String()),
    affiliation: Nullable(Type.String()),
    done: Type.Boolean(),
    state: Nullable(Type.String()),
    stateName: Nullable(Type.String()),
    pass: Nullable(Type.String()),
    lacks: Type.Array(Lack, { description: 'しなかった理由' }),
    remaining: Type.Array(Lack, { description: 'したあとに残ること。先の区域の扉で足りないことなど' }),
    may: Type.Array(May),
  },
  { title: 'DeskMember' },
);

/** What a desk act did, member by member; those who were refused do not hold up the others. */
export const DeskAnswerBody = Type.Object(
  {
    seq: Nullable(Type.Integer({ description: '記録の番号。だれにもできなければ null' })),
    members: Type.Array(Member),
  },
  { title: 'DeskAnswer' },
);

export const ExamineBody = Type.Object(
  { day: Day, members: Type.Array(GivenBody, { minItems: 1, maxItems: mostMembers }) },
  { ...strict, title: 'Examined' },
);

export const CheckInBody = Type.Object(
  { day: Day, desk: Code, members: Type.Array(GivenBody, { minItems: 1, maxItems: mostMembers }) },
  { ...strict, title: 'CheckIn' },
);

export const SecondCheckBody = Type.Object(
  {
    day: Day,
    desk: Code,
    members: Type.Array(
      Type.Object({ member: Uuid, identity: IdentityGiven }, { ...strict, title: 'CheckedAgain' }),
      { minItems: 1, maxItems: mostMembers },
    ),
  },
  { ...strict, title: 'SecondCheck' },
);

const Members = Type.Array(Type.Object({ member: Uuid }, { ...strict, title: 'MemberNamed' }), {
  minItems: 1,
  maxItems: mostMembers,
});

/** A step that asks for nothing but whom it is for. */
export const StepBody = Type.Object({ day: Day, members: Members }, { ...strict, title: 'DeskStep' });

export const RefuseBody = Type.Object(
  { day: Day, members: Members, reason: Words },
  { ...strict, title: 'VisitorsRefused' },
);

export const TurnedClosedBody = Type.Object(
  {
    day: Day,
    passes: Type.Optional(
      Type.Array(PrintedCode, {
        minItems: 1,
        maxItems: mostMembers,
        uniqueItems: true,
        description: '終える人の通行証。なければ全員で、その日はもう受け付けない',
      }),
    ),
    reason: Words,
  },
  { ...strict, title: 'TurnedClosed' },
);

export const MeetBody = Type.Object(
  {
    day: Day,
    members: Members,
    by: Uuid,
    declared: Type.Boolean({
      default: false,
      description:
        '一括の同行申告。カードのない人も、以後は by の読取りとともに通過したものとする（付添いの始まり）',
    }),
  },
  { ...strict, title: 'VisitorsMet', description: 'by は迎えに来た職員' },
);

export const CheckOutBody = Type.Object(
  {
    day: Day,
    members: Type.Array(
      Type.Object(
        {
          member: Uuid,
          read: Type.Optional(Seq),
          passReturned: Type.Optional(Type.Boolean()),
        },
        {
          ...strict,
          title: 'Leaving',
          description: 'read は、退出した通行の記録の番号（根拠が read のとき）',
        },
      ),
      { minItems: 1, maxItems: mostMembers },
    ),
    origin: Choice(endOrigins, {
      description:
        '退出の時刻の根拠。read 通行の記録、desk 受付で今、host 訪問相手、round 巡回、roll-call 点呼、paper 手書き簿、unknown 退出時刻不明',
    }),
    at: Type.Optional(Instant),
    lastSeen: Type.Optional(
      Type.Object(
        { at: Type.Optional(Instant), words: Words },
        { ...strict, title: 'LastSeen', description: '退出時刻不明のとき、最後に確かめられた時と所' },
      ),
    ),
    reason: Type.Optional(Words),
    hostSaidSo: Type.Boolean({ default: false, description: '訪問相手から終わりの知らせがあった' }),
  },
  { ...strict, title: 'CheckOut' },
);
