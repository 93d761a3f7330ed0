import { describe, expect, it } from 'vitest';
import { callRoll, type KnownOf, type RollFacts } from '../../../src/desk/roll-call/call-roll.ts';

const fire = new Date('2026-04-06T03:20:00Z');
const before = new Date('2026-04-06T01:00:00Z');
const after = new Date('2026-04-06T03:40:00Z');

function known(over: Partial<KnownOf> = {}): KnownOf {
  return {
    person: 'a',
    kind: 'staff',
    visit: null,
    checkedInAt: null,
    zone: 'office',
    certainty: 'confirmed',
    since: before,
    ...over,
  };
}

/** Where somebody is said to be: zone, how surely, and the zone they were last in. */
function placeOf(one: KnownOf, over: Partial<RollFacts> = {}) {
  const facts = { since: undefined, reads: new Map(), outside: new Set(['street']), ...over };
  return callRoll({ ...facts, known: [one] }).map(({ zone, certainty, lastZone }) => [
    zone,
    certainty,
    lastZone,
  ]);
}

describe('a roll call', () => {
  const visitor = { kind: 'visitor', checkedInAt: before, zone: null, certainty: null, since: null } as const;

  it.each([
    ['inside, without an emergency', known(), {}, [['office', 'confirmed', null]]],
    ['at home, without an emergency', known({ zone: 'street' }), {}, []],
    ['inside since before the fire', known(), { since: fire }, [[null, 'unknown', 'office']]],
    ['read through a door since', known({ since: after }), { since: fire }, [['office', 'confirmed', null]]],
    ['at home since before the fire', known({ zone: 'street' }), { since: fire }, []],
    [
      'seen outside since',
      known({ zone: 'street', since: after }),
      { since: fire },
      [['street', 'confirmed', null]],
    ],
    [
      'refused at a door since',
      known(),
      { since: fire, reads: new Map([['a', { zone: 'hall', at: after }]]) },
      [['hall', 'inferred', null]],
    ],
    [
      'read at a reader that says not where',
      known(),
      { since: fire, reads: new Map([['a', { zone: null, at: after }]]) },
      [[null, 'unknown', 'office']],
    ],
    ['a visitor without a card', known(visitor), {}, [[null, 'unknown', null]]],
    ['a visitor without a card, in a fire', known(visitor), { since: fire }, [[null, 'unknown', null]]],
  ] as const)('has who is %s', (_, one, facts, wanted) => {
    expect(placeOf(one, facts)).toEqual(wanted);
  });

  it('has those of unknown place first, then zone by zone', () => {
    const lines = callRoll({
      since: fire,
      reads: new Map(),
      outside: new Set(),
      known: [
        known({ person: 'c', zone: 'server', since: after }),
        known({ person: 'd', zone: 'hall', since: after }),
        known({ person: 'a', zone: 'server', since: after }),
        known({ person: 'b' }),
      ],
    });
    expect(lines.map(({ person }) => person)).toEqual(['b', 'd', 'a', 'c']);
  });
});
