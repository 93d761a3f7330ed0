import { Type } from 'typebox';
import { Choice } from '../../api/schemas.ts';

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

export const PlanAnswerBody = Type.Object(
  {
    seq: Type.Integer({ description: "seq of the plan's last change; the ETag" }),
    stored: Type.Boolean(),
    difference: Difference,
    findings: Type.Array(Finding),
    occupied: Type.Array(Type.Object({ zone: Type.String(), persons: Type.Integer() })),
  },
  { title: 'PlanAnswer' },
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
