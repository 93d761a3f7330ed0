import { Type } from 'typebox';
import { proposalFields } from '../../api/proposal-fields.ts';
import { Choice, End, Nullable, Uuid } from '../../api/schemas.ts';
import { SitePlanBody } from '../plan/site-plan.ts';

/** What the routes of the plan answer beside the plan itself. */

const Ids = Type.Array(Type.String());
const SectionDifference = Type.Object(
  {
    added: Ids,
    changed: Type.Array(Type.Object({ id: Type.String(), fields: Ids })),
    closed: Ids,
  },
  { title: 'SectionDifference' },
);

const Difference = Type.Object(
  {
    site: Type.Optional(Ids),
    zones: Type.Optional(SectionDifference),
    boundaries: Type.Optional(SectionDifference),
    doors: Type.Optional(SectionDifference),
    readers: Type.Optional(SectionDifference),
    gateways: Type.Optional(SectionDifference),
    schedules: Type.Optional(SectionDifference),
    signs: Type.Optional(SectionDifference),
    calendar: Type.Optional(SectionDifference),
    alarms: Type.Optional(SectionDifference),
    desks: Type.Optional(SectionDifference),
  },
  { title: 'PlanDifference' },
);

const Finding = Type.Object(
  {
    code: Type.String(),
    severity: Choice(['refused', 'warning']),
    at: Type.String({ description: 'JSON Pointer into the plan' }),
    element: Type.String(),
    row: Type.Optional(Type.String()),
    clause: Type.Optional(Type.String()),
    message: Type.String(),
  },
  { title: 'Finding' },
);

/** A zone of class 2 or more into which a change lets somebody who could not enter before. */
export const OpenedZoneBody = Type.Object(
  {
    zone: Type.String(),
    class: Nullable(Type.Integer(), { description: '変更の前後で高い方のクラス' }),
    anybody: Type.Boolean({ description: '止められていないカードを持つ誰もが入れるようになる' }),
    persons: Type.Array(Type.String(), { description: '新たに入れるようになる人' }),
    by: Type.Array(Type.String(), {
      description: 'そうさせる読取装置・扉。クラスを下げる区域は zones/ で示す',
    }),
  },
  { title: 'OpenedZone' },
);

const Opens = Type.Array(OpenedZoneBody, {
  description: 'これまで入れなかった人がこの変更で入れるようになる、クラス2以上の区域',
});

const Reopens = Type.Array(
  Type.Object(
    {
      zone: Type.String(),
      permissions: Type.Integer({ description: 'この区域に入れなくなる、効いている許可の件数' }),
      applications: Type.Integer({ description: '前の承認を失う申請の件数' }),
      persons: Type.Array(Type.String(), { description: 'その許可と申請の人' }),
    },
    { title: 'ReopenedZone' },
  ),
  { description: 'クラスが上がるか新しく置かれるため、許可の承認をやり直す区域' },
);

const Exceptions = Type.Array(
  Type.Object({ permit: Uuid, zones: Type.Array(Type.String()) }, { title: 'ReopenedException' }),
  { description: 'クラスが上がるか新しく置かれるため、あらためて判断されるまで効かなくなる例外措置など' },
);

/** Where a change waits for its second person. */
export const WaitingProposalBody = Type.Object({ id: Uuid, expiresAt: End }, { title: 'WaitingProposal' });

export const PlanAnswerBody = Type.Object(
  {
    seq: Type.Integer({ description: "seq of the plan's last change; the ETag" }),
    stored: Type.Boolean(),
    difference: Difference,
    findings: Type.Array(Finding),
    occupied: Type.Array(Type.Object({ zone: Type.String(), persons: Type.Integer() })),
    opens: Opens,
    reopens: Reopens,
    exceptions: Exceptions,
    proposal: Type.Optional(WaitingProposalBody),
  },
  { title: 'PlanAnswer' },
);

const planProposalFields = {
  ...proposalFields,
  seq: Type.Integer({ description: '提案が前提とする図面の版' }),
  difference: Difference,
  opens: Opens,
  reopens: Type.Optional(Reopens),
  exceptions: Type.Optional(Exceptions),
};

/** A change of the plan that waits, or waited, for a second person. */
export const PlanProposalBody = Type.Object(planProposalFields, { title: 'PlanProposal' });

/** The same with the plan it would put in force, as long as it is open. */
export const WholePlanProposalBody = Type.Object(
  { ...planProposalFields, plan: Nullable(SitePlanBody) },
  { title: 'WholePlanProposal' },
);

export const SignBody = Type.Object(
  {
    id: Type.String(),
    hangsIn: Type.String(),
    zone: Type.String(),
    displayName: Type.String(),
    building: Type.Optional(Type.String()),
    floor: Type.String(),
  },
  { title: 'PublicSign' },
);
