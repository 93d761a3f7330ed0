import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/authority/principal.ts';
import type { Role } from '../../../src/authority/roles.ts';
import { desksKept, keepsDesk, takesIn } from '../../../src/visitors/keeping/desks-kept.ts';
import { aPlan } from '../../support/a-plan.ts';

const [siteId, building, tenant, guest] = ['s1', 'o1', 'o2', 'o3'];

const holding = (...held: readonly (readonly [Role, string | null])[]): Principal => ({
  actor: { type: 'person', id: 'p1' },
  credential: { kind: 'token', id: 't1' },
  roles: held.map(([role, scope]) => ({ role, siteId, scope })),
});

const plan = (takenChecks: readonly object[] = []) =>
  aPlan({
    site: { name: '合同庁舎', timeZone: 'Asia/Tokyo', visitors: { takenChecks: takenChecks as never } },
    desks: [building, tenant].map((organisation) => ({
      id: organisation,
      name: '受付',
      zone: 'hall',
      outside: 'street',
      organisation,
    })),
  });

describe('which desks somebody keeps', () => {
  it.each([
    ['a reception of no body alone', [['reception', null]], true],
    ['a guard', [['guard', null]], true],
    ['the reception of that body', [['reception', tenant]], true],
    ['the reception of another', [['reception', building]], false],
    [
      'the reception of both',
      [
        ['reception', building],
        ['reception', tenant],
      ],
      true,
    ],
  ] as const)('%s', (_, held, keeps) => {
    const kept = desksKept(holding(...held), siteId);
    expect(keepsDesk(kept, { organisation: tenant })).toBe(keeps);
  });

  it('is nobody’s at another site', () => {
    expect(keepsDesk(desksKept(holding(['reception', null]), 's2'), { organisation: tenant })).toBe(false);
  });
});

describe('whom the reception of the building takes in', () => {
  const taken = { organisation: tenant, of: building, basis: '管理規程' };
  it.each([
    ['its own visitors', [building], [], true],
    ['of several bodies where one is its own', [tenant, building], [], true],
    ['those of a body without a desk', [guest], [], true],
    ['not those of a body that has one', [tenant], [], false],
    ['those of a body that takes its check', [tenant], [{ ...taken, what: 'identity' }], true],
    ['not where that one takes its review alone', [tenant], [{ ...taken, what: 'review' }], false],
  ])('%s', (_, visited, checks, takes) => {
    expect(takesIn(new Set([building]), plan(checks), visited)).toBe(takes);
  });

  it('whoever keeps a body that has no desk takes in nobody else', () => {
    expect(takesIn(new Set([guest]), plan(), [tenant])).toBe(false);
    expect(takesIn(new Set([guest]), plan(), ['o4'])).toBe(false);
  });
});
