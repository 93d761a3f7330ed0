import { nothingKnown } from '../../zones/regulation/circumstances.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { type DecidingRow, type Duty, decidingRows } from '../decide/facts.ts';

export type ZoneDuties = Readonly<Record<DecidingRow, Duty>>;

/** ※3: the check at the boundary of class 0 to 1 may stand in for this one. */
const replaceable = '※3';

/** The rows that decide passages, resolved for one zone at one moment. */
export function zoneDuties(zone: RuledZone, at: Date, layers: Layers): ZoneDuties {
  const duty = (row: DecidingRow): Duty => {
    const requirement = resolveRequirement(row, zone, at, nothingKnown, layers);
    return {
      clause: requirement.clause,
      required: requirement.value === 'required',
      undetermined: requirement.undetermined,
      replaceable: requirement.footnote === replaceable,
    };
  };
  return Object.fromEntries(decidingRows.map((row) => [row, duty(row)])) as ZoneDuties;
}

/**
 * Duties change only where a determination, control or opening begins or ends. Between two such moments they are
 * computed once a zone.
 */
export function buildDutyTable(
  zones: ReadonlyMap<string, RuledZone>,
  layers: Layers,
): (zoneId: string, at: Date) => ZoneDuties {
  const turns = turningPoints([...zones.values()], layers);
  const known = new Map<string, ZoneDuties>();
  return (zoneId, at) => {
    const key = `${zoneId}@${turns.findLastIndex((turn) => turn <= at.getTime())}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const zone = zones.get(zoneId);
    if (zone === undefined) throw new Error(`no zone ${zoneId} in the plan`);
    const duties = zoneDuties(zone, at, layers);
    known.set(key, duties);
    return duties;
  };
}

function turningPoints(zones: readonly RuledZone[], { determinations, openings }: Layers): readonly number[] {
  const instants = [
    ...determinations.flatMap(({ from, until, heldBy }) => [from, until, heldBy?.until]),
    ...openings.flatMap(({ from, until }) => [from, until]),
    ...zones.flatMap(({ controls }) =>
      controls.flatMap(({ from, until }) => [new Date(from), until && new Date(until)]),
    ),
  ];
  const points = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return [...new Set(points)].sort((one, other) => one - other);
}
