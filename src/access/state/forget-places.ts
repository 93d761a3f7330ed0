import type { Effect } from '../../log/entry/effects.ts';
import type { SiteState } from './site-state.ts';

/** Nobody knows any more where anybody is: a forgotten exit does not trap its person for ever. */
export function forgetPlaces(state: SiteState): readonly Effect[] {
  return [...state.presence].flatMap(([person, { zone, pending }]): readonly Effect[] =>
    zone === null && pending === undefined
      ? []
      : [{ type: 'presence', person, zone: null, certainty: 'assumed' }],
  );
}
