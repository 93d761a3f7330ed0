import type { Zone } from '../plan/site-plan.ts';
import { regulatedCell } from '../regulation/regulated-cell.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { weighedRows } from './admission.ts';
import type { Side } from './duties-of.ts';
import type { Stretch } from './stretch.ts';

/** When what the doors ask at a zone begins or ends, in milliseconds since 1970. */
export type TurnsAt = (zone: Zone) => readonly number[];

/**
 * The turns of the zones of one side; each zone is looked at once. Only what bears on the zone counts: determinations of its
 * class, permits and controls of its own.
 */
export function turnsOf({ layersFor }: Side): TurnsAt {
  const known = new Map<string, readonly number[]>();
  return (zone) => {
    const before = known.get(zone.id);
    if (before !== undefined) return before;
    const { policy, determinations, openings } = layersFor(zone);
    const columns: ReadonlyMap<RowId, number> = new Map(
      weighedRows.map((row) => [row, regulatedCell(policy.rows[row], zone.class).at]),
    );
    const turns = [
      ...determinations
        .filter(({ row, zoneClass }) => columns.get(row) === zoneClass)
        .flatMap(({ from, until, heldBy }) => [from, until, heldBy?.until]),
      ...openings.filter((one) => one.zone === zone.id).flatMap(({ from, until }) => [from, until]),
      ...zone.controls.flatMap(({ from, until }) => [from, until]),
    ].flatMap((turn) => (turn === undefined ? [] : [new Date(turn).getTime()]));
    known.set(zone.id, turns);
    return turns;
  };
}

/** The time from a moment on, cut at these turns: within a stretch the rules ask the same all along. */
export function stretchesOf(turns: readonly number[], now: Date): readonly Stretch[] {
  const later = [...new Set(turns)]
    .filter((turn) => turn > now.getTime())
    .toSorted((one, other) => one - other);
  return [now.getTime(), ...later].map((from, at) => ({
    from,
    until: later[at] ?? Number.POSITIVE_INFINITY,
  }));
}
