import { canonicalJson } from '../../log/entry/canonical-json.ts';
import type { SitePlan, Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { restrictions } from '../regulation/determination-clause.ts';
import { holdingOf } from '../regulation/holding-of.ts';
import type { Layers } from '../regulation/layers.ts';
import { possibleAnswers } from '../regulation/possible-answers.ts';
import type { RowId } from '../regulation/row-ids.ts';
import type { Turns } from './turns-of.ts';

/** A site's plan with what its zones are weighed over: as it stands, or as it would. Zones of one organisation are weighed over the same. */
export type Side = { readonly plan: SitePlan; readonly layersFor: (zone: Zone) => Layers };

/** What the rules ask at the zones of one side, at one moment. */
export type Duties = {
  /** In which cases a row asks nothing: `t1r19 {}` for every case, else the restrictions of the clause that waives it. */
  readonly waived: (row: RowId, zone: Zone) => readonly string[];
};

/**
 * The duties of one side at any moment (milliseconds since 1970). Between two turns of a row it asks the same, and of zones alike it
 * asks alike, so it is resolved once for all of them; `spend` is told how many controls were gone through for it.
 */
export function dutiesOf(
  { layersFor }: Side,
  turnsOfZone: (zone: Zone) => Turns,
  spend: (steps: number) => void,
): (at: number) => Duties {
  const known = new Map<string, readonly string[]>();
  const kindOf = kindsOf(layersFor);
  return (at) => ({
    waived(row, zone) {
      const key = `${row} ${countUpTo(at, turnsOfZone(zone).get(row) ?? [])} ${kindOf(zone)}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      spend(1 + zone.controls.length);
      const layers = layersFor(zone);
      const answers = possibleAnswers(layers.policy.rows[row], zone, new Date(at), nothingKnown, layers);
      const cases = answers
        .filter(({ value }) => value !== 'required')
        .map(({ chain }) => `${row} ${caseOf(chain.find(({ matched }) => matched !== undefined)?.matched)}`);
      known.set(key, cases);
      return cases;
    },
  });
}

function caseOf(matched: object = {}): string {
  const clause: ReadonlyMap<string, unknown> = new Map(Object.entries(matched));
  return canonicalJson(Object.fromEntries(restrictions.map((one) => [one, clause.get(one)])));
}

/** A number for all zones of which the rules ask the same. */
function kindsOf(layersFor: Side['layersFor']): (zone: Zone) => number {
  const numbers = new Map<string, number>();
  const known = new Map<string, number>();
  return (zone) => {
    const before = known.get(zone.id);
    if (before !== undefined) return before;
    const { id, class: zoneClass, organisation, controls } = zone;
    const layers = layersFor(zone);
    const permitted = layers.openings.some((opening) => opening.zone === id) ? id : '';
    const kind = JSON.stringify([
      zoneClass,
      organisation,
      holdingOf('protected-systems', zone, layers).holds,
      holdingOf('stable-systems', zone, layers).holds,
      controls,
      permitted,
    ]);
    const number = numbers.get(kind) ?? numbers.size;
    numbers.set(kind, number);
    known.set(id, number);
    return number;
  };
}

/** How many of some numbers in order are not above a bound. */
function countUpTo(bound: number, numbers: readonly number[]): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
