import { describe, expect, it } from 'vitest';
import { asksForProof } from '../../../src/authority/asks-for-proof.ts';
import { type Action, authorization } from '../../../src/authority/authorization.ts';
import { findMissingProof } from '../../../src/authority/find-missing-proof.ts';
import { isAdminRole } from '../../../src/authority/roles.ts';

/** What releases, closes and counts people in an emergency, and what is asked of whoever does. */
const inAnEmergency = [
  ...['emergency', 'lockdown', 'roll-call', 'conditions', 'emergency-entries', 'presence', 'passages'],
  ...['alarms', 'gateway-events', 'live', 'cards.stop', 'passes.stop', 'tokens.revoke', 'permits.revoke'],
];

function isInAnEmergency(action: string): boolean {
  return inAnEmergency.some((word) => action === word || action.startsWith(`${word}.`));
}

const actions = Object.keys(authorization).filter((word): word is Action =>
  Object.hasOwn(authorization, word),
);

describe('the one authorization table', () => {
  it('asks for no proof of what an emergency needs, nor of what is stopped', () => {
    const free = actions.filter(isInAnEmergency);
    expect(free.length).toBeGreaterThan(15);
    for (const action of free) expect(authorization[action], action).not.toHaveProperty('proof');
  });

  it('lets everything an emergency needs be done by somebody whose rights never rest', () => {
    for (const action of actions.filter(isInAnEmergency)) {
      expect(
        authorization[action].roles.some((role) => !isAdminRole(role)),
        action,
      ).toBe(true);
    }
  });

  it('asks for one of everything that reliability §3 names, and of nothing else', () => {
    const asking = actions.filter((action) => 'proof' in authorization[action]);
    expect(asking.toSorted()).toEqual([
      'access-settings.change',
      'account-applications.decide',
      'accounts.approve-deletion',
      'accounts.change',
      'accounts.delete',
      'consoles.seal',
      'disclosures.answer',
      'elevation.begin',
      'lost-factors.remove',
      'own-factors.change',
      'own-sign-in.change',
      'permissions.decide',
      'permits.approve',
      'permits.except',
      'plan.change',
      'records.read',
      'retention.change',
      'rights-differences.read',
      'rights-reviews.keep',
      'roles.change',
      'rosters.transfer',
    ]);
  });

  it('asks before anything is read of what always needs one, and not to look at what is only changed with one', () => {
    expect(asksForProof('records.read', true)).toBe(true);
    expect(asksForProof('roles.change', true)).toBe(false);
    expect(asksForProof('roles.change', false)).toBe(true);
    expect(asksForProof('permissions.decide', false)).toBe(false);
  });
});

describe('a proof', () => {
  const at = (time: string) => new Date(`2026-04-06T${time}:00.000Z`);
  const by = (kind: 'session' | 'token', provedAt?: Date) =>
    ({ actor: { type: 'person', id: 'p' }, credential: { kind, id: 'c', provedAt }, roles: [] }) as const;

  it.each([
    ['09:00', '09:09', undefined],
    ['09:00', '09:10', 'proof-required'],
    ['09:00', '08:51', undefined],
    ['09:00', '08:00', 'proof-required'],
  ])('of %s counts at %s, and no longer by a clock that was set back: %s', (proved, now, refused) => {
    expect(findMissingProof(by('session', at(proved)), at(now))?.code).toBe(refused);
  });

  it('is asked of a session that never showed one, and of no token', () => {
    expect(findMissingProof(by('session'), at('09:00'))?.code).toBe('proof-required');
    expect(findMissingProof(by('token'), at('09:00'))).toBeUndefined();
  });
});
