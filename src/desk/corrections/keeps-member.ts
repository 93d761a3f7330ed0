import { type DesksKept, keepsDesk, takesIn } from '../../visitors/keeping/desks-kept.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { organisationsVisited } from '../../visitors/registry/organisations-visited.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';

/**
 * Whether the day of a member is for this desk to put right: it took them in, or checked who they are; of whom no desk knows yet, it takes
 * in who comes there. In a building of several bodies (合同庁舎) no reception rewrites what another's did.
 */
export function keepsMember(
  kept: DesksKept,
  { plan, whole }: Pick<DeskAct, 'plan' | 'whole'>,
  arrival: ArrivalRow | undefined,
): boolean {
  const at =
    arrival === undefined ? [] : [arrival.deskId, ...arrival.furtherChecks.map(({ deskId }) => deskId)];
  const desks = plan.desks?.filter(({ id }) => at.includes(id)) ?? [];
  return desks.length === 0
    ? takesIn(kept, plan, organisationsVisited(whole, plan))
    : desks.some((desk) => keepsDesk(kept, desk));
}
