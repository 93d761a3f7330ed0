import { type Static, Type } from 'typebox';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { Choice, Instant, instantText, Nullable, UntilSeq, Uuid } from '../../api/schemas.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { deliveryLifecycle, deliveryStateNames, deliveryStates } from '../registry/delivery-lifecycle.ts';
import type { DeliveryRow } from '../registry/delivery-rows.ts';
import { careNames } from '../rule/care.ts';
import { deliveredThingNames, deliveredThings } from '../rule/delivered-things.ts';
import { InformationGrade } from '../rule/information-grade.ts';
import { Receiver } from '../rule/receiver.ts';
import { wayNames } from '../rule/ways.ts';

/** A delivery as it stood in one version. */
export const DeliveryVersion = Type.Object(
  {
    id: Uuid,
    way: Choice(wayNames),
    state: Choice(deliveryStates),
    says: Type.String(),
    thing: Choice(deliveredThingNames),
    thingSays: Type.String(),
    zone: Nullable(Type.String()),
    carrier: Nullable(Type.String()),
    pieces: Type.Integer(),
    care: Choice(careNames),
    slip: Nullable(Type.String()),
    section: Nullable(Uuid),
    sender: Nullable(Uuid),
    by: Uuid,
    courier: Nullable(Uuid),
    entryReason: Nullable(Type.String()),
    grade: Nullable(InformationGrade),
    sheets: Nullable(Type.Integer()),
    sheetsCollected: Nullable(Type.Integer()),
    difference: Nullable(Type.Integer({ description: '受け取った枚数から渡した枚数を引いたもの' })),
    transferPermission: Nullable(Type.String()),
    receiver: Nullable(Receiver),
    permit: Nullable(Uuid),
    takenAt: Instant,
    collectedBy: Nullable(Uuid),
    collectedAt: Nullable(Instant),
    reason: Nullable(Type.String()),
    fromSeq: Type.Integer(),
    untilSeq: Nullable(UntilSeq),
  },
  { title: 'DeliveryVersion' },
);

/** A delivery as it stands, for how long it waits, and what may be done next. */
export const DeliveryBody = Type.Object(
  {
    ...DeliveryVersion.properties,
    days: Nullable(Type.Integer({ description: '受け取られないまま過ぎた日数（24時間を1日とする）' })),
    may: Type.Array(OpenStep),
  },
  { title: 'Delivery' },
);

export function deliveryVersion(row: DeliveryRow): Static<typeof DeliveryVersion> {
  const { way, state, thing, carrier, pieces, care, slip, sheets, sheetsCollected } = row;
  const isCounted = sheets !== null && sheetsCollected !== null;
  return {
    id: row.deliveryId,
    way,
    state,
    says: deliveryStateNames[state],
    thing,
    thingSays: deliveredThings[thing].says,
    zone: row.zoneId,
    carrier,
    pieces,
    care,
    slip,
    section: row.sectionId,
    sender: row.senderId,
    by: row.handledBy,
    courier: row.courierId,
    entryReason: row.entryReason,
    grade: row.grade,
    sheets,
    sheetsCollected,
    difference: isCounted ? sheetsCollected - sheets : null,
    transferPermission: row.transferPermission,
    receiver: row.receiver,
    permit: row.permitId,
    takenAt: instantText(row.takenAt),
    collectedBy: row.collectedBy,
    collectedAt: row.collectedAt && instantText(row.collectedAt),
    reason: row.reason,
    fromSeq: row.fromSeq,
    untilSeq: row.untilSeq,
  };
}

export function deliveryBody(row: DeliveryRow, now: Date): Static<typeof DeliveryBody> {
  const waited = Math.floor((now.getTime() - row.takenAt.getTime()) / dayMs);
  return {
    ...deliveryVersion(row),
    days: row.state === 'waiting' ? Math.max(0, waited) : null,
    may: openSteps(deliveryLifecycle[row.state], actionOfStep),
  };
}

const actionOfStep = {
  collect: 'deliveries.collect',
  readdress: 'deliveries.correct',
  return: 'deliveries.correct',
  'put-back': 'deliveries.correct',
} as const;
