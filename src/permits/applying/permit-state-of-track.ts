import type { Opening } from '../../zones/regulation/layers.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { isDecided, type Track } from '../rule/track-of.ts';

/** What an application becomes when it arrives, where nobody decides it; nothing where an exception alone opens it. */
const undecidedState = {
  free: 'filed',
  notification: 'filed',
  permission: undefined,
  undetermined: undefined,
  exception: undefined,
} as const satisfies Record<Track, PermitState | undefined>;

/** The state an application begins in; undefined = it cannot be applied for. */
export function permitStateOfTrack(track: Track, opens?: Opening['kind']): 'filed' | 'requested' | undefined {
  return isDecided(track, opens) ? 'requested' : undecidedState[track];
}
