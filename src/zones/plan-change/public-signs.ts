import { zonesById } from '../lints/finding.ts';
import { isConcealed } from '../plan/plan-shown-to.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { showingRow } from '../regulation/columns.ts';
import type { Layers } from '../regulation/layers.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';

/** What a sign shows to anyone who passes it. */
export type PublicSign = {
  readonly id: string;
  readonly hangsIn: string;
  readonly zone: string;
  readonly displayName: string;
  readonly building?: string;
  readonly floor: string;
};

/**
 * The signs that may hang at a moment: rows 3–6 of 別表1 allow them, and what they show is neither hidden nor a server
 * room (※1). A plan with others is refused; a determination may have ended since.
 */
export function publicSigns(plan: SitePlan, at: Date, layers: Layers): readonly PublicSign[] {
  const zones = zonesById(plan);
  return plan.signs.flatMap(({ id, hangsIn, shows }): PublicSign[] => {
    const [hanging, shown] = [zones.get(hangsIn), zones.get(shows)];
    if (hanging === undefined || shown === undefined || isConcealed(shown)) return [];
    const { value } = resolveRequirement(showingRow(shown), hanging, at, nothingKnown, layers);
    if (value === 'forbidden' || value === 'forbidden-unless-permitted') return [];
    const { name, displayName = name, building, floor } = shown;
    return [
      { id, hangsIn, zone: shows, displayName, ...(building === undefined ? {} : { building }), floor },
    ];
  });
}
