import type { HeldBack, Principal } from '../../authority/principal.ts';
import type { CloseReason } from './close-codes.ts';

/** Why a stream ends with what holds its session back; one that only reads on goes on. */
const reasons = {
  'screen-locked': 'screen-locked',
  'password-expired': 'rights-changed',
  'one-factor': 'rights-changed',
  'shift-over': undefined,
} as const satisfies Readonly<Record<HeldBack, CloseReason | undefined>>;

/** Why the stream of somebody is not for them now; undefined where nothing holds their session back from it. */
export function closedBy({ credential: { heldBack } }: Principal): CloseReason | undefined {
  return heldBack && reasons[heldBack];
}
