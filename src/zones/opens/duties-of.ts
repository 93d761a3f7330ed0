import { canonicalJson } from '../../log/canonical-json.ts';
import type { SitePlan, Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { restrictions } from '../regulation/determination-clause.ts';
import type { Layers } from '../regulation/layers.ts';
import { possibleAnswers } from '../regulation/possible-answers.ts';
import type { RowId } from '../regulation/row-ids.ts';

/** A site's plan with what its zones are weighed over: as it stands, or as it would. */
export type Side = { readonly plan: SitePlan; readonly layersFor: (zone: Zone) => Layers };

/** What the rules ask at the zones of one side, at one moment. */
export type Duties = {
  /** In which cases a row asks nothing: `t1r19 {}` for every case, else the restrictions of the clause that waives it. */
  readonly waived: (row: RowId, zone: Zone) => readonly string[];
};

/** The duties of one side at any moment; each is resolved once a zone and moment. */
export function dutiesOf({ layersFor }: Side): (at: number) => Duties {
  const known = new Map<string, readonly string[]>();
  return (at) => ({
    waived(row, zone) {
      const key = `${row} ${zone.id} ${at}`;
      const before = known.get(key);
      if (before !== undefined) return before;
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
