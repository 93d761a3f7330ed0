import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { deskFaults } from '../check-in/desk-faults.ts';

/** The day of a member who is in the building. */
export function arrivalHere(
  { arrivals }: Pick<DeskAct, 'arrivals'>,
  member: string,
): Result<ArrivalRow, Refusal> {
  const arrival = arrivals.get(member);
  if (arrival?.state === 'checked-in') return ok(arrival);
  const { says, fix } = deskFaults[arrival === undefined ? 'not-that-day' : 'not-here'];
  return refuse({ code: 'conflict', detail: `${says}。${fix}` });
}
