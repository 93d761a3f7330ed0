import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { DeterminationChange, Prepared } from './determination-change.ts';
import { prepareAdoption } from './prepare-adoption.ts';
import { prepareEnd } from './prepare-end.ts';
import { type Package, prepareProposals } from './prepare-proposals.ts';

/** What a change would do as determinations stand, or why this person cannot make it. It holds only under the ministry's head. */
export function prepareChange(
  offered: Package,
  db: Database,
  actor: Actor,
  change: DeterminationChange,
  now: Date,
): Prepared {
  switch (change.step) {
    case 'adopt':
      return prepareAdoption(db, actor, change, now);
    case 'adopt-proposals':
      return prepareProposals(offered, db, actor, change.adoption, now);
    case 'end':
      return prepareEnd(db, actor, change.determination, change.end, now);
  }
}
