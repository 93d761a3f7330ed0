import type { MeasureRow } from '../../registers/measures/measure-rows.ts';
import type { ZoneRoll } from './list-roll-call.ts';

/** 電源の遮断 of a zone in a disaster (2.3.1.1(9)(b)): who cuts which power, and whether anybody is still to be brought out. */
export type PowerCut = {
  readonly zone: string;
  /** What was prepared, as it is registered. */
  readonly what: string;
  readonly power: string;
  readonly by: string;
  /** Nobody is in the zone, nor missing and last known there: what remains is for a person to see. */
  readonly isClear: boolean;
};

/** The cuts that the measures of these zones prepare, in the order of the zones. Pure. */
export function powerCutsOf(
  zones: readonly ZoneRoll[],
  measures: readonly Pick<MeasureRow, 'zoneId' | 'what' | 'cutPower' | 'cutBy'>[],
): readonly PowerCut[] {
  return zones.flatMap(({ zone, staff, outsiders, visitors, services, declared, missing }) => {
    const isClear = staff + outsiders + visitors + services + declared + missing === 0;
    return measures.flatMap(({ zoneId, what, cutPower: power, cutBy: by }) =>
      zoneId === zone && power !== null && by !== null ? [{ zone, what, power, by, isClear }] : [],
    );
  });
}
