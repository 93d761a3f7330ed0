import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { checkInFacts } from './check-in-facts.ts';
import { judgeCheckIn, type Lack } from './judge-check-in.ts';

/** What stands against a member who is in the building already: the desk tells it, and the doors ask for it. */
export async function lacksHere(act: DeskAct, arrival: ArrivalRow): Promise<readonly Lack[]> {
  const { memberId } = arrival;
  const code = act.keptOut.get(memberId);
  if (code !== undefined) return [{ code, zones: [] }];
  const passOf = await loadPassesWorn(act.tx.db, act.siteId, [memberId]);
  const { stops, later } = judgeCheckIn(checkInFacts(act, { ...arrival, pass: passOf(arrival) }));
  return [...stops, ...later];
}
