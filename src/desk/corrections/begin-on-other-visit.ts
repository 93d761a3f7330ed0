import { loadPersonExceptions } from '../../permits/registry/load-person-exceptions.ts';
import { type ArrivalRow, loadArrivalsHere } from '../../visitors/registry/arrival-rows.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { loadKeptOut } from '../check-in/load-kept-out.ts';

/** The same act on another visit that it is about too, of whom these arrivals are; the caller has locked that visit. */
export async function beginOnOtherVisit(
  act: DeskAct,
  whole: WholeVisit,
  arrivals: readonly ArrivalRow[],
): Promise<DeskAct> {
  const { tx, siteId } = act;
  const memberIds = arrivals.map(({ memberId }) => memberId);
  const [here, keptOut, exceptions] = await Promise.all([
    loadArrivalsHere(tx.db, siteId, [whole.visit.visitId]),
    loadKeptOut(tx, siteId, whole.members),
    loadPersonExceptions(tx.db, siteId, memberIds),
  ]);
  const ofDay = new Map(arrivals.map((arrival) => [arrival.memberId, arrival]));
  return { ...act, whole, arrivals: ofDay, here, keptOut, exceptions };
}
