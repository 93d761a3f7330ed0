import { describe, expect, it } from 'vitest';
import { type Action, authorization } from '../../../src/authority/authorization.ts';
import { isHeldBack } from '../../../src/authority/is-held-back.ts';

const actions = Object.keys(authorization).filter((word): word is Action =>
  Object.hasOwn(authorization, word),
);
const through = (held: 'screen-locked' | 'shift-over', onlyReads: boolean) =>
  actions.filter((action) => !isHeldBack(held, action, onlyReads)).toSorted();

describe('a session that is held back', () => {
  it('I6: does all that an emergency, a lockdown and a roll call need, and beside that leaves and counts alarms', () => {
    const always = [
      'alarms.count',
      'conditions.read',
      'emergency.change',
      'lockdown.change',
      'own-session.change',
      'roll-call.mark',
      'roll-call.read',
    ];
    expect(through('screen-locked', false)).toEqual(always);
    expect(through('screen-locked', true)).toEqual(always);
    expect(through('shift-over', false)).toEqual([...always, 'live.follow'].toSorted());
  });

  it('reads everything when its shift is over', () => {
    expect(through('shift-over', true)).toEqual(actions.toSorted());
  });
});
