import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { backIn } from '../../visitors/registry/back-in.ts';
import { type CheckInGround, checkInFacts } from './check-in-facts.ts';
import { judgeCheckIn, type Lack } from './judge-check-in.ts';

/** What by the rows keeps a member out who went out for a while. Of whoever wears nothing any more it is told: they get it at the desk. */
export function lackComingBack(ground: CheckInGround, arrival: ArrivalRow): Lack | undefined {
  const { stops } = judgeCheckIn(checkInFacts(ground, { ...arrival, ...backIn(ground.tx.now) }));
  return stops.find(({ code }) => code !== 'nothing-to-wear');
}
