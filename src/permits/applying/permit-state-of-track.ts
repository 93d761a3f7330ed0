import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import type { Track } from '../rule/track-of.ts';

/** What an application becomes when it arrives; nothing where an exception alone opens it. */
const stateOfTrack = {
  free: 'filed',
  notification: 'filed',
  permission: 'requested',
  undetermined: 'requested',
  exception: undefined,
} as const satisfies Record<Track, PermitState | undefined>;

/** The state an application begins in; undefined = it cannot be applied for. */
export function permitStateOfTrack(track: Track): 'filed' | 'requested' | undefined {
  return stateOfTrack[track];
}
