import { describe, expect, it } from 'vitest';
import { type Action, authorization } from '../../../src/authority/authorization.ts';
import { isHeldBack } from '../../../src/authority/is-held-back.ts';
import type { HeldBack } from '../../../src/authority/principal.ts';

const actions = Object.keys(authorization).filter((word): word is Action =>
  Object.hasOwn(authorization, word),
);
const inAnEmergency: readonly Action[] = [
  'conditions.read',
  'emergency.change',
  'lockdown.change',
  'roll-call.mark',
  'roll-call.read',
];
const through = (held: HeldBack, onlyReads: boolean) =>
  actions.filter((action) => !isHeldBack(held, action, onlyReads)).toSorted();

describe('a session that is held back', () => {
  it('I6: does all that an emergency, a lockdown and a roll call need, and beside that leaves and counts alarms', () => {
    const always = [...inAnEmergency, 'alarms.count', 'own-session.change'].toSorted();
    expect(through('screen-locked', false)).toEqual(always);
    expect(through('screen-locked', true)).toEqual(always);
    expect(through('shift-over', false)).toEqual([...always, 'live.follow'].toSorted());
  });

  it('AT-109: does that alone, leaves and changes the password where the one it was begun by has run out', () => {
    const always = [...inAnEmergency, 'own-password.change', 'own-session.change'].toSorted();
    for (const onlyReads of [true, false]) expect(through('password-expired', onlyReads)).toEqual(always);
  });

  it('AT-121: does that alone, leaves and shows or enrols a second factor where a role demands one that it did not show', () => {
    const always = [...inAnEmergency, 'own-factors.change', 'own-session.change'].toSorted();
    for (const onlyReads of [true, false]) expect(through('one-factor', onlyReads)).toEqual(always);
  });

  it('reads everything when its shift is over', () => {
    expect(through('shift-over', true)).toEqual(actions.toSorted());
  });
});
