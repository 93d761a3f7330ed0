import type { Effect } from '../../log/entry/effects.ts';
import type { Custody } from '../state/site-state.ts';

/** What it says that the custody of a ward is over; the guard who was told of a ward alone hears that it is over. */
export function overCustody(ward: string, broken: Custody['broken']): readonly Effect[] {
  const over = { type: 'custody-over', ward } as const;
  const isTold = broken !== undefined && broken.until === undefined;
  return isTold ? [over, { type: 'alarm', kind: 'visitor-abandoned', active: false, person: ward }] : [over];
}
