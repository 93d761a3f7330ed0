import { describe, expect, it } from 'vitest';
import { type Action, authorization } from '../../../src/authority/authorization.ts';
import type { Principal } from '../../../src/authority/principal.ts';
import type { Role } from '../../../src/authority/roles.ts';
import { isTold } from '../../../src/authority/visibility.ts';

const actions = Object.keys(authorization).filter((word): word is Action =>
  Object.hasOwn(authorization, word),
);
const holder = (role: Role): Principal => ({
  actor: { type: 'person', id: 'p' },
  credential: { kind: 'token', id: 't' },
  roles: [{ role, siteId: null, scope: null }],
});

describe('AT-302 2.2.1.3(1)(b)(ア), METI 23(3)', () => {
  it('a 情報システムセキュリティ管理者 is told no name, nor anything that only those learn who know names', () => {
    for (const what of [
      'name',
      'name-at-place',
      'person',
      'personnel',
      'examination',
      'card-number',
    ] as const) {
      expect(isTold(holder('system-admin'), what), what).toBe(false);
    }
  });

  it('an auditor reads, and changes nothing but what is their own', () => {
    const changing = actions.filter((action) => {
      const { roles }: { readonly roles: readonly Role[] } = authorization[action];
      return roles.includes('auditor') && !/[.-](read|read-all|count|follow|ask)$/.test(action);
    });
    expect(changing.toSorted()).toEqual([
      // Every member of staff may be an escort, and signs in.
      'custody.change',
      'elevation.begin',
      'own-factors.change',
      'own-password.change',
      'own-session.change',
      'own-sign-in.change',
      'own-sign-in.keep',
    ]);
  });
});
