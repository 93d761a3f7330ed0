import { type Static, Type } from 'typebox';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import {
  Choice,
  Code,
  Described,
  Instant,
  instantText,
  Name,
  Nullable,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { type EquipmentDetails, equipmentNumberPattern } from './equipment-draft.ts';
import { equipmentKindNames, equipmentKinds } from './equipment-kinds.ts';
import { equipmentLifecycle, equipmentStateNames, equipmentStates } from './equipment-lifecycle.ts';
import type { EquipmentRow } from './equipment-rows.ts';

/** What a thing is for ever, and where it was placed. */
export const equipmentFields = {
  number: Type.String({
    pattern: equipmentNumberPattern,
    description: '管理番号。庁舎のうちで一つの機器だけのもの',
  }),
  kind: Choice(equipmentKindNames),
  zone: Code,
  placedOn: Type.String({ format: 'date', description: 'この区域に設置した日' }),
};

const Permit = Described(Uuid, 'この区域への設置の許可・届出（installations）の番号。前からあるものにはない');

/** The permit it is installed under, where one was asked. */
export const installedUnder = { permit: Type.Optional(Permit) };

const name = Described(Name, '機器の名称');

const detailFields = {
  maker: Described(Name, '製造者'),
  model: Described(Name, '型番'),
  serial: Described(Name, '製造番号'),
  systemId: Described(Uuid, '構成する情報システム（information-systems）'),
  authenticates: Type.Boolean({ description: '通信回線装置への主体認証が必要か（行40・41）' }),
  element: Described(Code, '読取装置・ゲートウェイの、図面での符号'),
  securedBy: Described(Words, '盗難・不正な持ち出しを防ぐ措置（行38〜41）'),
};

/** What may be left out of a thing that is registered. */
export const equipmentDetails = {
  name,
  maker: Type.Optional(detailFields.maker),
  model: Type.Optional(detailFields.model),
  serial: Type.Optional(detailFields.serial),
  systemId: Type.Optional(detailFields.systemId),
  authenticates: Type.Optional(detailFields.authenticates),
  element: Type.Optional(detailFields.element),
  securedBy: Type.Optional(detailFields.securedBy),
};

/** What may be told anew; null takes it out. */
export const equipmentChange = {
  name,
  maker: Nullable(detailFields.maker),
  model: Nullable(detailFields.model),
  serial: Nullable(detailFields.serial),
  systemId: Nullable(detailFields.systemId),
  authenticates: Nullable(detailFields.authenticates),
  element: Nullable(detailFields.element),
  securedBy: Nullable(detailFields.securedBy),
  permit: Nullable(Permit),
};

export const EquipmentBody = Type.Object(
  {
    id: Uuid,
    ...equipmentFields,
    ...equipmentChange,
    kindSays: Type.String(),
    state: Choice(equipmentStates),
    says: Type.String(),
    reason: Nullable(Type.String()),
    changedAt: Instant,
    may: Type.Array(OpenStep),
  },
  { title: 'Equipment' },
);

/** A thing as the API tells it. */
export function equipmentBody({
  equipmentId: id,
  zoneId: zone,
  permitId: permit,
  siteId: _,
  fromSeq: __,
  untilSeq: ___,
  changedAt,
  ...thing
}: EquipmentRow): Static<typeof EquipmentBody> {
  return {
    id,
    zone,
    permit,
    ...thing,
    kindSays: equipmentKinds[thing.kind].words,
    says: equipmentStateNames[thing.state],
    changedAt: instantText(changedAt),
    may: openSteps(equipmentLifecycle[thing.state], stepActions),
  };
}

const stepActions = {
  move: 'equipment.keep',
  seal: 'equipment.keep',
  unseal: 'equipment.keep',
  dispose: 'equipment.keep',
} as const;

/** Where a thing was, and how, before and now. */
export const EquipmentVersion = Type.Object(
  {
    seq: Type.Integer({ description: 'この版にした記録の番号' }),
    changedAt: Instant,
    zone: Type.String(),
    placedOn: Type.String(),
    state: Choice(equipmentStates),
    says: Type.String(),
    securedBy: Nullable(Type.String()),
    reason: Nullable(Type.String()),
  },
  { title: 'EquipmentVersion' },
);

/** A version of a thing as the API tells it. */
export function equipmentVersion({
  fromSeq: seq,
  changedAt,
  zoneId: zone,
  placedOn,
  state,
  securedBy,
  reason,
}: EquipmentRow): Static<typeof EquipmentVersion> {
  const says = equipmentStateNames[state];
  return { seq, changedAt: instantText(changedAt), zone, placedOn, state, says, securedBy, reason };
}

type Told = { readonly [Key in keyof EquipmentDetails]?: EquipmentDetails[Key] | undefined };

/** What is told of a thing that is registered: whatever was left out is not there. */
export function detailsOf({
  name: told,
  maker,
  model,
  serial,
  systemId,
  authenticates,
  element,
  securedBy,
}: Told & Pick<EquipmentDetails, 'name'>): EquipmentDetails {
  return {
    name: told,
    maker: maker ?? null,
    model: model ?? null,
    serial: serial ?? null,
    systemId: systemId ?? null,
    authenticates: authenticates ?? null,
    element: element ?? null,
    securedBy: securedBy ?? null,
  };
}
