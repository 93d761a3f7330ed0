import { type Static, Type } from 'typebox';
import { Choice, Nullable, Uuid } from '../../api/schemas.ts';
import { deviceSortNames, deviceSorts } from './device-sorts.ts';
import type { PrivateDeviceRow } from './private-device-rows.ts';

/** What a guard holds a device against. */
const seen = {
  label: Type.Integer({ description: '機器に貼るラベルの番号' }),
  holder: Uuid,
  sort: Choice(deviceSortNames),
  sortSays: Type.String(),
  maker: Nullable(Type.String()),
  model: Nullable(Type.String()),
} as const;

export const LabelledDeviceBody = Type.Object(seen, { title: 'LabelledDevice' });

/** A device of the register. */
export const PrivateDeviceBody = Type.Object(
  { ...seen, serial: Nullable(Type.String()), registrant: Uuid, registeredSeq: Type.Integer() },
  { title: 'PrivateDevice' },
);

export function labelledDeviceBody(device: PrivateDeviceRow): Static<typeof LabelledDeviceBody> {
  const { label, holderId, sort, maker, model } = device;
  return { label, holder: holderId, sort, sortSays: deviceSorts[sort].words, maker, model };
}

export function privateDeviceBody(device: PrivateDeviceRow): Static<typeof PrivateDeviceBody> {
  const { serial, registrantId, registeredSeq } = device;
  return { ...labelledDeviceBody(device), serial, registrant: registrantId, registeredSeq };
}
