import type { ActTx } from '../../log/writing/perform-act.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { arrivalStateNames } from '../../visitors/registry/arrival-state-names.ts';
import { isReviewedThroughout } from '../../visitors/registry/is-reviewed-for.ts';
import { loadVisitsOf } from '../../visitors/registry/load-visits-of.ts';
import { findStopped } from '../../visitors/restricted/find-stopped.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { type DeskFault, deskFaults } from '../check-in/desk-faults.ts';
import { loadMayBeDone } from '../check-in/load-may-be-done.ts';
import type { MayBeDone } from '../check-in/may-be-done.ts';
import type { PlacedLine } from './placed-line.ts';

/** What became of a visitor by a line, what is still missing of them, and what may be done next. */
export type ToldVisitor = {
  readonly sheet: number;
  readonly line: number;
  readonly visit: string;
  readonly member: string;
  /** They were not expected: the visit was made by the line. */
  readonly walkIn: boolean;
  readonly stateName: string;
  readonly lacks: readonly { readonly code: string; readonly says: string; readonly fix: string }[];
  readonly may: readonly MayBeDone[];
};

/** Tells of each line of a visitor as they are after the act. Paper reviews nobody, and does not know who is 立入制限対象者. */
export async function tellVisitors(
  { db, client, now }: ActTx,
  siteId: string,
  policy: Policy,
  lines: readonly PlacedLine[],
  arrivals: readonly ArrivalRow[],
): Promise<readonly ToldVisitor[]> {
  const visits = await loadVisitsOf(db, siteId, arrivals);
  const arrivalOf = new Map(arrivals.map((one) => [one.memberId, one]));
  const named = [...visits.values()].flatMap(({ members }) =>
    members.flatMap(({ memberId, identity }) =>
      identity?.name == null || !arrivalOf.has(memberId)
        ? []
        : [
            {
              memberId,
              name: identity.name,
              nameKana: identity.nameKana,
              affiliation: identity.affiliation ?? '',
            },
          ],
    ),
  );
  const stopped = await findStopped(db, siteId, named, now);
  const mayOf = await loadMayBeDone({ db, client, policy, now }, siteId, arrivals, visits);
  return lines.flatMap(({ sheet, line, who = '' }): readonly ToldVisitor[] => {
    const arrival = arrivalOf.get(who);
    const whole = arrival && visits.get(arrival.visitId);
    if (arrival === undefined || whole === undefined) return [];
    const { memberId: member, visitId: visit, state } = arrival;
    const lacksReview: readonly DeskFault[] = isReviewedThroughout(whole.destinations, arrival)
      ? []
      : ['host-review-missing'];
    const codes: readonly DeskFault[] = stopped.has(member) ? ['call-guard'] : lacksReview;
    return [
      {
        sheet,
        line,
        visit,
        member,
        walkIn: whole.visit.walkIn,
        stateName: arrivalStateNames[state],
        lacks: codes.map((code) => ({ code, ...deskFaults[code] })),
        may: stopped.has(member) ? [] : mayOf(arrival),
      },
    ];
  });
}
