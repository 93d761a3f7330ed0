import { exceptionOver, type PersonException } from '../../permits/rule/exception-over.ts';
import type { Zone } from '../../zones/plan/site-plan.ts';
import type { Circumstances } from '../../zones/regulation/circumstances.ts';
import { exceptionIn } from '../../zones/regulation/exception-in.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { type DeskRow, deskRows } from './desk-rows.ts';

/** What one row asks in one zone; undetermined = only because nobody determined it (I7). */
export type DeskDuty = {
  readonly clause: string;
  readonly required: boolean;
  readonly undetermined: boolean;
  /** The permit (例外措置) that leaves it out, for everybody there or for this visitor. */
  readonly exception?: string;
};

/** A zone of a visit with what the desk is asked for before a visitor may go there. */
export type DeskZone = {
  readonly id: string;
  readonly name: string;
  readonly class: number | null;
  readonly duties: Readonly<Record<DeskRow, DeskDuty>>;
};

/** Resolves the rows of the desk for the zones of a visit; of class 0 nothing is asked, so those are left out. */
export function deskDuties(
  zones: readonly Zone[],
  at: Date,
  circumstances: Circumstances,
  layers: Layers,
  exceptions: readonly PersonException[],
): readonly DeskZone[] {
  return zones
    .filter((zone) => zone.class !== 0)
    .map((zone) => {
      const duty = (row: DeskRow): DeskDuty => {
        const requirement = resolveRequirement(deskRows[row], zone, at, circumstances, layers);
        const { clause, value, undetermined } = requirement;
        const exception =
          exceptionIn(requirement) ?? exceptionOver(exceptions, deskRows[row], zone.id, at, requirement);
        const required = value === 'required' && exception === undefined;
        return { clause, required, undetermined, ...(exception === undefined ? {} : { exception }) };
      };
      const duties = {
        identity: duty('identity'),
        record: duty('record'),
        review: duty('review'),
        zoneLimit: duty('zoneLimit'),
        looks: duty('looks'),
        inspection: duty('inspection'),
      };
      return { id: zone.id, name: zone.name, class: zone.class, duties };
    });
}
