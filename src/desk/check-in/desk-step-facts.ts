import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { isHereOnOtherDay } from './is-here-on-other-day.ts';
import type { DeskStepFacts } from './judge-desk-step.ts';

/** What an act knows of the day of a member, whichever step is asked about. */
export function deskStepFacts<Arrival extends ArrivalRow | undefined>(
  { tx, whole, keptOut, here, today }: DeskAct,
  member: string,
  arrival: Arrival,
): Omit<DeskStepFacts, 'step' | 'arrival'> & { readonly arrival: Arrival } {
  return {
    visit: whole.visit.state,
    arrival,
    keptOut: keptOut.get(member),
    hereOnOtherDay: arrival !== undefined && isHereOnOtherDay(here, arrival),
    today,
    now: tx.now,
  };
}
