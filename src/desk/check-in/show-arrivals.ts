import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { type HostCalled, loadHosts } from '../../people/registry/load-hosts.ts';
import { correctionBody } from '../../visitors/corrections/correction-body.ts';
import {
  type Corrections,
  correctionsOn,
  loadCorrections,
} from '../../visitors/corrections/load-corrections.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { arrivalStateNames } from '../../visitors/registry/arrival-state-names.ts';
import { waitsSince } from '../../visitors/registry/back-in.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { isReviewedThroughout } from '../../visitors/registry/is-reviewed-for.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { listUnanswered, type UnansweredDestination } from '../../visitors/review/list-unanswered.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { loadPassesWorn, type PassesWorn } from '../passes/load-passes-worn.ts';
import { showHosts } from '../shown/show-hosts.ts';
import { showSecondContact } from '../shown/show-second-contact.ts';

/** A line of the desk's list: who, when, in which state, and whom they wait for. */
export type ShownArrival = ReturnType<typeof shown>;

/** 来庁 of these visits as the desk lists them, in the order given; names for whom may be told them. */
export async function showArrivals(
  pool: Pool,
  principal: Principal,
  siteId: string,
  rows: readonly ArrivalRow[],
  visits: ReadonlyMap<string, WholeVisit>,
  now: Date,
): Promise<ShownArrival[]> {
  const db = databaseOf(pool);
  const { secondContactMinutes: minutes } = await loadVisitorSettings(db, siteId);
  const unanswered = (await listUnanswered(db, siteId, { minutes, now })).filter(({ visitId }) =>
    visits.has(visitId),
  );
  const hosts = await loadHosts(db, [
    ...[...visits.values()].flatMap(({ destinations }) => destinations.map(({ hostId }) => hostId)),
    ...unanswered.flatMap(({ next }) => next.call),
  ]);
  const memberIds = rows.map(({ memberId }) => memberId);
  const [corrections, passOf] = await Promise.all([
    loadCorrections(pool, siteId, memberIds),
    loadPassesWorn(db, siteId, memberIds),
  ]);
  const around = { passOf, hosts, corrections, unanswered, named: isTold(principal, 'name', siteId), now };
  return rows.map((row) => shown(row, visits.get(row.visitId), around));
}

type Around = {
  readonly passOf: PassesWorn;
  readonly corrections: Corrections;
  readonly hosts: ReadonlyMap<string, HostCalled>;
  readonly unanswered: readonly UnansweredDestination[];
  readonly named: boolean;
  readonly now: Date;
};

function shown(
  row: ArrivalRow,
  whole: WholeVisit | undefined,
  { passOf, hosts, corrections, unanswered, named, now }: Around,
) {
  const { memberId, state, checkedInAt, checkedOutAt } = row;
  const identity = whole?.members.find((member) => member.memberId === memberId)?.identity;
  const since = waitsSince(row);
  const bound = whole?.destinations.filter((one) => isBoundFor(one, memberId)) ?? [];
  const ofMember = unanswered.filter((call) =>
    bound.some(({ destinationId }) => destinationId === call.destinationId),
  );
  return {
    member: memberId,
    visit: row.visitId,
    day: row.day,
    state,
    stateName: arrivalStateNames[state],
    name: named ? (identity?.name ?? null) : null,
    affiliation: named ? (identity?.affiliation ?? null) : null,
    reviewed: isReviewedThroughout(bound, row),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    desk: row.deskId,
    pass: passOf(row),
    checkedInAt: checkedInAt?.toISOString() ?? null,
    checkInOrigin: row.checkInOrigin,
    checkedOutAt: checkedOutAt?.toISOString() ?? null,
    endOrigin: row.endOrigin,
    waitingMinutes: since === null ? null : Math.floor((now.getTime() - since.getTime()) / 60_000),
    secondContact: showSecondContact(ofMember, hosts, named, now),
    hosts: showHosts(whole, memberId, hosts, named),
    corrections: correctionsOn(corrections, memberId, row.day).map((one) => correctionBody(one, named)),
  };
}
