import { type Circumstances, nothingKnown } from '../../zones/regulation/circumstances.ts';
import type { Determination } from '../../zones/regulation/determination.ts';
import type { ClauseTimes } from '../../zones/regulation/determination-clause.ts';
import { exceptionIn } from '../../zones/regulation/exception-in.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { standingClauses } from '../../zones/regulation/standing-clauses.ts';
import { type DecidingRow, decidingRows } from '../decide/facts/deciding-rows.ts';
import type { Duty } from '../decide/facts/duty.ts';

export type ZoneDuties = Readonly<Record<DecidingRow, Duty>>;

/** The duties of a zone at a moment towards a person of this kind; towards one of unknown kind they are the strictest. */
export type DutyTable = (zoneId: string, at: Date, person: PersonKind | undefined) => ZoneDuties;

/** The duties of one zone between two turns. */
type DutiesOfZone = (at: Date, person: PersonKind | undefined) => ZoneDuties;

/** By the site's clock; undefined where the site has no such schedule. */
type IsDuring = (times: ClauseTimes, at: Date) => boolean | undefined;

/** ※3: the check at the boundary of class 0 to 1 may stand in for this one. */
const replaceable = '※3';

/** The rows that decide passages, resolved for one zone at one moment. */
function zoneDuties(zone: RuledZone, at: Date, circumstances: Circumstances, layers: Layers): ZoneDuties {
  const duty = (row: DecidingRow): Duty => {
    const requirement = resolveRequirement(row, zone, at, circumstances, layers);
    const exception = exceptionIn(requirement);
    return {
      clause: requirement.clause,
      required: requirement.value === 'required',
      undetermined: requirement.undetermined,
      replaceable: requirement.footnote === replaceable,
      ...(exception === undefined ? {} : { exception }),
    };
  };
  return Object.fromEntries(decidingRows.map((row) => [row, duty(row)])) as ZoneDuties;
}

/**
 * Duties change only where a determination, control or opening begins or ends. Between two such moments they are
 * computed once a zone, or once for each kind of person and set of running hours where a determination asks for those.
 */
export function buildDutyTable(
  zones: ReadonlyMap<string, RuledZone>,
  layers: Layers,
  isDuring: IsDuring,
): DutyTable {
  const turns = turningPoints([...zones.values()], layers);
  const asking = decidingRows.filter((row) =>
    layers.determinations.some((one) => one.row === row && asks(one)),
  );
  const known = new Map<string, DutiesOfZone>();
  return (zoneId, at, person) => {
    const key = `${zoneId}@${turns.findLastIndex((turn) => turn <= at.getTime())}`;
    const before = known.get(key);
    if (before !== undefined) return before(at, person);
    const zone = zones.get(zoneId);
    if (zone === undefined) throw new Error(`no zone ${zoneId} in the plan`);
    const duties = dutiesOfZone(zone, at, asking, layers, isDuring);
    known.set(key, duties);
    return duties(at, person);
  };
}

/** Whether a clause asks what is known at a door: who reads, and at what hour. */
function asks({ clauses = [] }: Determination): boolean {
  return clauses.some(({ persons, times }) => persons !== undefined || times !== undefined);
}

/** A plain look-up, unless a determination of one of the asking rows answers here. */
function dutiesOfZone(
  zone: RuledZone,
  since: Date,
  asking: readonly DecidingRow[],
  layers: Layers,
  isDuring: IsDuring,
): DutiesOfZone {
  const clauses = asking.flatMap((row) => standingClauses(row, zone, since, layers));
  const times = clauses.flatMap((clause) => clause.times ?? []);
  const byPerson = clauses.some(({ persons }) => persons !== undefined);
  if (times.length === 0 && !byPerson) {
    const plain = zoneDuties(zone, since, nothingKnown, layers);
    return () => plain;
  }
  const known = new Map<string, ZoneDuties>();
  return (at, person) => {
    const running = times.map((one) => isDuring(one, at));
    const key = `${byPerson ? person : ''} ${running}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const runs = new Map(times.map((one, index) => [one, running[index]]));
    const circumstances = { person, isDuring: (one: ClauseTimes) => runs.get(one) };
    const duties = zoneDuties(zone, since, circumstances, layers);
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
