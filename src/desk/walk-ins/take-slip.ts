import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { type HostCalled, loadHosts } from '../../people/registry/load-hosts.ts';
import { desksKept, notYourDesk, takesIn } from '../../visitors/keeping/desks-kept.ts';
import { placeWalkIn, type WalkIn } from '../../visitors/planning/place-walk-in.ts';
import type { WalkInDraft } from '../../visitors/planning/visit-draft.ts';
import { loadArrivalsOf } from '../../visitors/registry/arrival-rows.ts';
import { organisationsVisited } from '../../visitors/registry/organisations-visited.ts';
import { loadVisits } from '../../visitors/registry/visit-rows.ts';
import { findStopped } from '../../visitors/restricted/find-stopped.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { checkInFacts } from '../check-in/check-in-facts.ts';
import { type DeskAnswer, type MemberAnswer, memberAnswers } from '../check-in/desk-answer.ts';
import { judgeCheckIn } from '../check-in/judge-check-in.ts';

/** The visit of a slip, with whom to call for a 審査, and what each member still lacks. */
export type SlipTaken = DeskAnswer & {
  readonly id: string;
  readonly day: string;
  readonly destinations: readonly {
    readonly id: string;
    readonly zones: readonly string[];
    readonly host: { readonly person: string } & HostCalled;
  }[];
};

/**
 * Takes the slip of somebody who comes without being announced. It admits nobody; host, identity, inspection and pass come in
 * whichever order, and the check-in counts them. Whoever resembles a 立入制限対象者 is stopped here already.
 */
export function takeSlip(
  deps: DeskDeps,
  context: ActContext,
  siteId: string,
  slip: WalkInDraft,
): Promise<Result<SlipTaken, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const placed = await placeWalkIn(tx, context.principal, siteId, deps.policy, slip);
    if (!placed.ok) return placed;
    const { visit, seq, facts } = placed.value;
    const kept = desksKept(context.principal, siteId);
    const visited = organisationsVisited({ visit, destinations: visit.destinations }, facts.plan);
    if (!takesIn(kept, facts.plan, visited)) return refuse(notYourDesk);
    const claimed = visit.members.flatMap(({ memberId }, index) => {
      const identity = slip.members[index]?.identity;
      return identity === undefined ? [] : [{ memberId, ...identity }];
    });
    const stopped = await findStopped(tx.db, siteId, claimed, tx.now);
    const hosts = await loadHosts(
      tx.db,
      visit.destinations.map(({ hostId }) => hostId),
    );
    return ok({
      id: visit.visitId,
      day: visit.days[0] ?? '',
      seq,
      destinations: visit.destinations.map(({ destinationId, zoneIds, hostId }) => ({
        id: destinationId,
        zones: zoneIds,
        host: { person: hostId, name: null, extension: null, ...hosts.get(hostId) },
      })),
      members: await tellMembers(tx, siteId, placed.value, stopped),
    });
  });
}

async function tellMembers(
  tx: ActTx,
  siteId: string,
  { visit: { visitId, days, members }, facts: { plan, layers } }: WalkIn,
  stopped: ReadonlySet<string>,
): Promise<readonly MemberAnswer[]> {
  const [whole] = await loadVisits(tx.db, siteId, [visitId]);
  if (whole === undefined) return [];
  const [day = ''] = days;
  const arrivals = await loadArrivalsOf(tx.db, siteId, [visitId]);
  const act: DeskAct = {
    tx,
    siteId,
    whole,
    day,
    today: day,
    arrivals: new Map(arrivals.map((arrival) => [arrival.memberId, arrival])),
    here: [],
    keptOut: new Map([...stopped].map((member) => [member, 'call-guard'])),
    plan,
    layers,
    // Nobody has been named for one yet.
    exceptions: new Map(),
  };
  const told = members.map(({ memberId: member }) => {
    const arrival = act.arrivals.get(member);
    if (arrival === undefined || stopped.has(member)) {
      return { finding: { member, lacks: [{ code: 'call-guard' as const, zones: [] }] } };
    }
    const { stops, later } = judgeCheckIn(checkInFacts(act, arrival));
    return { finding: { member, lacks: [], remaining: [...stops, ...later] }, next: arrival };
  });
  return memberAnswers(act, told);
}
