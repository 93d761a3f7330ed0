import type { CustodyBasis } from '../../../../log/entry/effects.ts';
import type { Duty } from '../../../decide/facts/duty.ts';
import type { ZonesAsking } from '../../../rules/duties-of-plan.ts';

/** What a zone asks of whoever is a ward on this basis: row 35 of visitors, row 34 of other outsiders. */
export function escortDuty(
  { duties }: Pick<ZonesAsking, 'duties'>,
  zone: string,
  at: Date,
  basis: CustodyBasis,
): { readonly row: 't1r34' | 't1r35'; readonly duty: Duty } {
  return basis === 'visit'
    ? { row: 't1r35', duty: duties(zone, at, 'visitor').t1r35 }
    : { row: 't1r34', duty: duties(zone, at, 'card-lent').t1r34 };
}
