import type { Slices } from '../../kernel/in-slices.ts';
import { directionOf } from '../plan/direction.ts';
import { keptAs } from '../plan/kept-as.ts';
import { sameValue } from '../plan/same-value.ts';
import type { Zone } from '../plan/site-plan.ts';
import { type Admission, admissionOf, eitherOf, nobody } from './admission.ts';
import { type Admitted, admittedAnew, type Permitted } from './admitted-anew.ts';
import { type Duties, dutiesOf, type Side } from './duties-of.ts';
import { grouped } from './grouped.ts';
import { isWider } from './is-wider.ts';
import { stretchesOf } from './stretches-of.ts';
import { turnsOf } from './turns-of.ts';
import { type Way, waysOf } from './ways-of.ts';

/** A place behind a reader, and how well it is kept. */
export type Place = Pick<Zone, 'id' | 'class'>;

/** What a change is weighed with. */
export type OpensFacts = {
  readonly before: Side;
  readonly after: Side;
  readonly permitted: readonly Permitted[];
  /** Where a reader hung last that the present plan does not know, by the key of its way. */
  readonly former: ReadonlyMap<string, Place>;
  /** From when on it is weighed: every stretch of time in which both sides ask the same by itself. */
  readonly now: Date;
};

/** A zone of class 2 or more into which a change lets somebody who could not enter before. */
export type OpenedZone = {
  readonly zone: string;
  /** The higher of its classes before and after. */
  readonly class: Zone['class'];
  /** Whoever has a card that is not stopped; `persons` then names those who are known beside. */
  readonly anybody: boolean;
  readonly persons: readonly string[];
  /** The readers, doors and zones by which. */
  readonly by: readonly string[];
};

/**
 * How much is weighed for one change, in looks at a control, about a microsecond each; a stretch of a way takes as long as several.
 * 20,000 ways of one stretch or a few each stay far below. Whom what is beyond lets in, by thousands of controls that begin and
 * end, nobody could read either: it counts as anybody.
 */
const mostSteps = 1_000_000;
const stepsOfStretch = 10;

type Found = Admitted & { readonly place: Place; readonly by: string };

/**
 * Who gets into a zone of class 2 or more by a change of plan or rules, who could not before (I8 rests on it). Compared way
 * by way, by where a reader hangs and not by what the new plan calls the place: a reader turned from the server room to the
 * lobby lets the whole lobby into the server room. And compared stretch by stretch of time: what was asked less of later already is
 * no excuse for asking less of it sooner. A zone whose class falls opens to nobody yet and is told too, because
 * whatever follows would be weighed at the lower class. Where hours or cases cannot be compared, too many are told. In slices: each
 * way asks a score of rows, and a large site has 10,000.
 */
export function* judgeOpens(facts: OpensFacts): Slices<readonly OpenedZone[]> {
  const { before, after, now } = facts;
  const past = yield* waysOf(before.plan);
  const next = yield* waysOf(after.plan);
  const [turnsAt, pastTurnsAt] = [turnsOf(after.layersFor), turnsOf(before.layersFor)];
  let steps = 0;
  const spend = (more: number) => {
    steps += more;
  };
  const dutiesAt = dutiesOf(after, turnsAt, spend);
  const pastDutiesAt = dutiesOf(before, pastTurnsAt, spend);
  const permitted = grouped(facts.permitted, ({ zones }) => zones);
  const hours = {
    isWider: remembered((schedule) => isWider(schedule, before.plan, after.plan)),
    changed: !sameValue(timetable(before), timetable(after)),
  };
  const zonesAfter = new Map(after.plan.zones.map((zone) => [zone.id, zone]));
  const entrances = grouped(
    [...past.values()].filter((way) => !isLeaving(way)),
    ({ to }) => [to.id],
  );
  function admitted(way: Way, pastWays: readonly Way[], hung: Place | undefined): readonly Admitted[] {
    const turns = [...zonesOf([way]).map(turnsAt), ...zonesOf(pastWays).map(pastTurnsAt)];
    const stretches = stretchesOf(turns, now);
    spend(stepsOfStretch * stretches.length);
    if (steps > mostSteps) return [{ anybody: true, persons: [] }];
    return stretches.map((stretch) => {
      const was = admissionBefore(pastWays, hung, pastDutiesAt(stretch.from));
      return admittedAnew(was, admissionOf(way, dutiesAt(stretch.from)), permitted, hours, stretch);
    });
  }

  const found = [...lowered(before, zonesAfter)];
  for (const [key, way] of next) {
    yield;
    const [known, hung] = [past.get(key), facts.former.get(key)];
    if (leadsOut(known, hung, way) || (!hours.changed && asksTheSame(known, before, way, after))) continue;
    const place = highest([
      ...[known?.to, zonesAfter.get(known?.to.id ?? ''), hung].flatMap((one) => one ?? []),
      way.to,
    ]);
    if (keptAs(place) < 2) continue;
    const pastWays = waysBefore(known, hung, entrances.get(way.to.id) ?? []);
    for (const one of admitted(way, pastWays, hung)) found.push({ ...one, place, by: key });
  }
  return united(
    found.filter(({ anybody, persons, by }) => anybody || persons.length > 0 || by.startsWith('zones/')),
  );
}

/** Class 3 and above, and whatever has no class yet: two persons let somebody in there. */
export function needsSecond(opens: readonly OpenedZone[]): boolean {
  return opens.some((zone) => keptAs(zone) >= 3);
}

/** What hangs inside lets out whoever is there, whatever it is called now; so does what is new and leads out. */
function leadsOut(known: Way | undefined, hung: Place | undefined, way: Way): boolean {
  return known === undefined ? hung === undefined && isLeaving(way) : isLeaving(known) || known.leadsOut;
}

/** Whether a way stands as it stood, and is weighed over the very same rules. */
function asksTheSame(known: Way | undefined, before: Side, way: Way, after: Side): boolean {
  return (
    sameValue(known, way) &&
    [way.from, way.to].every((zone) => before.layersFor(zone) === after.layersFor(zone))
  );
}

function zonesOf(ways: readonly Way[]): readonly Zone[] {
  return ways.flatMap(({ from, to }) => [from, to]);
}

function isLeaving({ from, to }: Way): boolean {
  return directionOf(from, to) === 'leaving';
}

/**
 * The ways a way is compared with: itself as it was; where it is new the other ways into its zone, because another reader at a
 * zone lets in nobody whom the zone kept out.
 */
function waysBefore(
  known: Way | undefined,
  hung: Place | undefined,
  entrances: readonly Way[],
): readonly Way[] {
  if (known !== undefined) return [known];
  return hung === undefined ? entrances : [];
}

/** Whom they let through; of a reader that hung elsewhere, whoever was permitted there. */
function admissionBefore(pastWays: readonly Way[], hung: Place | undefined, duties: Duties): Admission {
  if (pastWays.length > 0) return eitherOf(pastWays.map((one) => admissionOf(one, duties)));
  return hung === undefined ? nobody : { ...nobody, zones: new Set([hung.id]), formats: undefined };
}

/** Zones of class 2 or more that get a lower class; one of no class is kept as one of 3. */
function lowered({ plan }: Side, after: ReadonlyMap<string, Zone>): readonly Found[] {
  return plan.zones.flatMap((zone): Found[] => {
    const next = after.get(zone.id);
    if (next === undefined || keptAs(zone) < 2 || Math.min(keptAs(next), 3) >= Math.min(keptAs(zone), 3))
      return [];
    return [{ place: zone, anybody: false, persons: [], by: `zones/${zone.id}` }];
  });
}

/** The place that is kept best; of equals the first. */
function highest(places: readonly Place[]): Place {
  return places.reduce((best, one) => (keptAs(one) > keptAs(best) ? one : best));
}

function timetable({ plan: { site, schedules, calendar } }: Side): object {
  return { timeZone: site.timeZone, schedules, calendar };
}

function remembered(ask: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    const answer = known.get(word) ?? ask(word);
    known.set(word, answer);
    return answer;
  };
}

/** One a zone, in the order of their ids. */
function united(found: readonly Found[]): readonly OpenedZone[] {
  const zones = new Map<string, OpenedZone>();
  for (const { place, anybody, persons, by } of found) {
    const known = zones.get(place.id);
    zones.set(place.id, {
      zone: place.id,
      class: highest([place, ...(known === undefined ? [] : [{ id: known.zone, class: known.class }])]).class,
      anybody: anybody || (known?.anybody ?? false),
      persons: [...new Set([...(known?.persons ?? []), ...persons])].toSorted(),
      by: [...new Set([...(known?.by ?? []), by])],
    });
  }
  return [...zones.values()].toSorted((one, other) => (one.zone < other.zone ? -1 : 1));
}
