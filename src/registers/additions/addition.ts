import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { EquipmentDraft } from '../equipment/equipment-draft.ts';

/** A thing of the register of equipment that stands somewhere under a permit. */
export type AddedThing = Pick<EquipmentDraft, 'number' | 'kind' | 'zoneId'>;

/** A permit by which something is added in a zone, or zones are linked (別表2 rows 24 to 36). */
export type Addition = PermitRow & {
  /** What stands under it, by 管理番号. */
  readonly things: readonly AddedThing[];
};
