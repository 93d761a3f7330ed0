import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/authority/roles.ts';
import { judgeStandIns, type StandInFacts } from '../../../src/permits/deciding/judge-stand-ins.ts';

const office = { zone: 'office', unit: null, anyOf: ['zone-officer'] } as const;
const section = { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] } as const;

const right = (over: Partial<StandInFacts['rights'][number]> = {}): StandInFacts['rights'][number] => ({
  form: 'acting',
  role: 'zone-officer',
  scope: 'office',
  officerId: 'officer',
  kinds: [],
  ...over,
});

const facts = (over: Partial<StandInFacts> = {}): StandInFacts => ({
  kind: 'photography',
  holds: () => false,
  rights: [right()],
  officers: [{ id: 'officer', role: 'zone-officer', scope: 'office' }],
  unsuited: new Set(),
  ...over,
});

const holding =
  (held: Role): StandInFacts['holds'] =>
  (role) =>
    role === held;

describe('what somebody decides in the stead of an officer', () => {
  it.each<[string, Partial<StandInFacts>, string | undefined]>([
    ['named for the zone', {}, 'acting'],
    ['named for every zone', { rights: [right({ scope: null })] }, 'acting'],
    ['named for another zone', { rights: [right({ scope: 'server' })] }, undefined],
    ['delegated this kind', { rights: [right({ form: 'delegated', kinds: ['photography'] })] }, 'delegated'],
    ['delegated another kind', { rights: [right({ form: 'delegated', kinds: ['work'] })] }, undefined],
    ['named by whoever is no officer any more', { officers: [] }, undefined],
    [
      'named by the officer of another zone',
      { officers: [{ id: 'officer', role: 'zone-officer', scope: 'server' }] },
      undefined,
    ],
    ['named by whoever could not decide it either', { unsuited: new Set(['officer']) }, undefined],
    ['not named at all', { rights: [] }, undefined],
  ])('%s', (_, over, form) => {
    const added = judgeStandIns([office], facts(over));
    expect(added.map((one) => one.form)).toEqual(form === undefined ? [] : [form]);
    for (const one of added) expect(one).toMatchObject({ ...office, as: 'zone-officer', officer: 'officer' });
  });

  it('is a unit by the role that is held for it', () => {
    const over = {
      rights: [right({ role: 'section-officer', scope: 'somu' })],
      officers: [{ id: 'officer', role: 'section-officer', scope: 'somu' }],
    };
    expect(judgeStandIns([section, office], facts(over))).toMatchObject([{ as: 'section-officer' }]);
  });
});

describe('what the superior decides', () => {
  const unsuited = new Set(['officer']);

  it('is what none of the officers could, and is recorded so', () => {
    const alone = facts({ holds: holding('security-officer'), unsuited, rights: [] });
    expect(judgeStandIns([office], alone)).toEqual([{ ...office, as: 'security-officer', form: 'superior' }]);
  });

  it.each<[string, Partial<StandInFacts>]>([
    ['while one of them could', { unsuited: new Set() }],
    [
      'while another of them could',
      {
        officers: [
          { id: 'officer', role: 'zone-officer', scope: 'office' },
          { id: 'other', role: 'zone-officer', scope: null },
        ],
      },
    ],
    ['where nobody is in office', { officers: [] }],
    ['who is not theirs', { holds: holding('section-officer') }],
  ])('is nothing %s', (_, over) => {
    const given = facts({ holds: holding('security-officer'), unsuited, rights: [], ...over });
    expect(judgeStandIns([office], given)).toEqual([]);
  });
});
