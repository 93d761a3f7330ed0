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

/** What a locked screen is left by, and what it shows. */
const ofTheScreen: readonly Action[] = ['own-session.change', 'alarms.count'];

/** What only follows the log, though it is asked for by POST. */
const follows: Action = 'live.follow';

/** Whether an action is refused to a session that is held back. */
export function isHeldBack(held: HeldBack, action: Action, onlyReads: boolean): boolean {
  if (neverHeldBack.includes(action) || ofTheScreen.includes(action)) return false;
  return held === 'screen-locked' || !(onlyReads || action === follows);
}
