import { Type } from 'typebox';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Choice, End, Instant, Name, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { OpenedZoneBody, WaitingProposalBody } from '../plan-change/plan-schemas.ts';
import { DeterminationClauses } from '../regulation/determination-clause.ts';
import { determinedValues } from '../regulation/policy-document.ts';
import { rowIds } from '../regulation/row-ids.ts';
import { PolicyTextBody } from '../rules/policy-text-body.ts';

export const Row = Choice(rowIds, { title: 'RowId' });
export const RuledClass = Type.Integer({ minimum: 0, maximum: 3 });

/** The measure another body takes (管理官庁・ビル管理会社). */
const HeldByDraft = Type.Object(
  {
    body: Name,
    document: Name,
    confirmedBy: Name,
    confirmedOn: Type.String({ format: 'date' }),
    until: Type.Optional(End),
  },
  { ...strict, title: 'HeldBy' },
);

export const DeterminationDraftBody = Type.Object(
  {
    organisation: Uuid,
    row: Row,
    class: RuledClass,
    value: Type.Optional(determinedValues),
    clauses: Type.Optional(DeterminationClauses),
    words: Words,
    basis: Words,
    from: Instant,
    until: Type.Optional(End),
    heldBy: Type.Optional(HeldByDraft),
  },
  { ...strict, title: 'DeterminationDraft' },
);

export const DeterminationBody = Type.Object(
  {
    id: Uuid,
    state: Choice(['proposed', 'adopted']),
    organisation: Uuid,
    policy: Type.String(),
    text: Nullable(PolicyTextBody, { description: 'policy の規程集の名称と版' }),
    row: Type.String(),
    class: Type.Integer(),
    value: Type.String({ description: '場合分けがあれば、そのうち最も厳しい値' }),
    clauses: Nullable(DeterminationClauses),
    words: Type.String(),
    basis: Type.String(),
    from: Instant,
    until: Nullable(End),
    heldBy: Nullable(Type.Object({}, { additionalProperties: true })),
    proposedBy: Nullable(Uuid),
    decidedBy: Nullable(Uuid),
    fromSeq: Type.Integer({ description: "seq of the ministry's log since which this version is known" }),
  },
  { title: 'Determination' },
);

export const ProposalBody = Type.Object(
  {
    row: Type.String(),
    class: Type.Integer(),
    title: Type.String(),
    value: Type.String(),
    clauses: Type.Optional(DeterminationClauses),
    words: Type.String(),
    reason: Type.String(),
  },
  { title: 'DeterminationProposal' },
);

export const AdoptBody = Nullable(
  Type.Object(
    {
      beginsBeforeAnswer: Type.Optional(
        Type.Boolean({
          description:
            '届出の判断に要る: 届け出た人は、だれかが答える前に始めてよいか。false なら許可として採択',
        }),
      ),
    },
    strict,
  ),
);

export const AdoptProposalsBody = Type.Object(
  {
    organisation: Uuid,
    basis: Words,
    from: Type.Optional(Instant),
    cells: Type.Union([
      Type.Literal('all'),
      Type.Array(Type.Object({ row: Row, class: RuledClass }, strict), {
        minItems: 1,
        maxItems: 300,
        uniqueItems: true,
      }),
    ]),
    notifications: Type.Optional(
      Type.Array(
        Type.Object(
          { row: Row, class: RuledClass, beginsBeforeAnswer: Type.Boolean() },
          { ...strict, title: 'NotificationAnswer' },
        ),
        {
          maxItems: 300,
          description:
            '届出の案の一つ一つについて、だれかが答える前に始めてよいか。false なら許可として採択する',
        },
      ),
    ),
  },
  { ...strict, title: 'ProposalAdoption' },
);

export const EndBody = Type.Object(
  { reason: Words, at: Type.Optional(End) },
  { ...strict, title: 'DeterminationEnd' },
);

/** A change of determinations as a proposal keeps it and as its second person reads it. */
export const DeterminationChangeDraft = Type.Union(
  [
    Type.Object(
      { step: Type.Literal('adopt'), determination: Uuid, beginsBeforeAnswer: Type.Optional(Type.Boolean()) },
      strict,
    ),
    Type.Object({ step: Type.Literal('adopt-proposals'), adoption: AdoptProposalsBody }, strict),
    Type.Object({ step: Type.Literal('end'), determination: Uuid, end: EndBody }, strict),
  ],
  { title: 'DeterminationChange' },
);

const Opens = Type.Array(Type.Object({ site: Uuid, ...OpenedZoneBody.properties }, { title: 'OpenedAt' }), {
  description: 'これまで入れなかった人がこの変更で入れるようになる、クラス2以上の区域',
});

const otherPeriod = { id: Uuid, until: Nullable(End) };

export const DeterminationAnswerBody = Type.Object(
  {
    stored: Type.Boolean(),
    id: Type.Optional(Uuid),
    value: Type.Optional(Type.String({ description: '採択された値（届出が許可になることがあります）' })),
    until: Type.Optional(End),
    adopted: Type.Optional(Type.Integer()),
    restores: Type.Optional(
      Type.Array(Type.Object(otherPeriod, { title: 'RestoredDetermination' }), {
        description: '始まる前に終えたため、元の期間に戻る判断',
      }),
    ),
    lost: Type.Optional(
      Type.Array(Type.Object({ ...otherPeriod, value: Type.String() }, { title: 'LostDetermination' }), {
        description: 'この判断に代わられ、終えても戻らない判断。厳しい方の値になる',
      }),
    ),
    opens: Opens,
    proposal: Type.Optional(WaitingProposalBody),
  },
  { title: 'DeterminationAnswer' },
);

/** A change of determinations that waits, or waited, for a second person. */
export const DeterminationProposalBody = Type.Object(
  {
    ...proposalFields,
    change: Nullable(DeterminationChangeDraft, { description: '開いている間だけ' }),
    summary: Type.Object({
      begins: Type.Array(Type.Object({ row: Type.String(), class: Type.Integer(), value: Type.String() }), {
        description: '効くようになる判断と、期間が変わって残る判断',
      }),
      ends: Type.Array(Uuid, { description: '今の形では効かなくなる判断' }),
    }),
    opens: Opens,
  },
  { title: 'DeterminationProposalOfTwo' },
);
