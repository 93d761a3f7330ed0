import type { Action } from './authorization.ts';
import type { HeldBack } from './principal.ts';

/**
 * What nobody is ever kept from, whatever is asked of a session before other acts: emergency release, lockdown and roll call, and what whoever
 * does them has to see. A life may hang on it (I6).
 */
const neverHeldBack: readonly Action[] = [
  'emergency.change',
  'lockdown.change',
  'conditions.read',
  'roll-call.read',
  'roll-call.mark',
];

/** By what a session is left or made whole, and what its screen shows until then. */
const stillMay = {
  'screen-locked': ['own-session.change', 'alarms.count'],
  'password-expired': ['own-session.change', 'own-password.change'],
  'one-factor': ['own-session.change', 'own-factors.change'],
  /** It follows the log, though that is asked for by POST. */
  'shift-over': ['own-session.change', 'alarms.count', 'live.follow'],
} as const satisfies Readonly<Record<HeldBack, readonly Action[]>>;

/** Whether an action is refused to a session that is held back. */
export function isHeldBack(held: HeldBack, action: Action, onlyReads: boolean): boolean {
  const may: readonly Action[] = stillMay[held];
  if (neverHeldBack.includes(action) || may.includes(action)) return false;
  return held !== 'shift-over' || !onlyReads;
}
