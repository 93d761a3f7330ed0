import type { EquipmentKind } from './equipment-kinds.ts';

/** A 管理番号: what is written on a label, in capitals. */
export const equipmentNumberPattern = '^[0-9A-Z][0-9A-Z./_-]{0,39}$';

/** What may be told anew of a thing that stands somewhere. */
export type EquipmentDetails = {
  readonly name: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly systemId: string | null;
  readonly authenticates: boolean | null;
  readonly element: string | null;
  readonly securedBy: string | null;
};

/** What is registered of a thing: also what it is for ever, and where it was placed on which day of the site. */
export type EquipmentDraft = EquipmentDetails & {
  readonly number: string;
  readonly kind: EquipmentKind;
  readonly zoneId: string;
  readonly placedOn: string;
  /** The permit to install it there; null = it stood there before, or nothing was asked. */
  readonly permitId: string | null;
};
