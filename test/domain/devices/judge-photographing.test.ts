import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeldPermit,
  judgePhotographing,
  type PhotographingFacts,
} from '../../../src/devices/photography/judge-photographing.ts';
import { permitStates } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const noon = aMoment.getTime();
const aPermit = (over: Partial<HeldPermit> = {}): HeldPermit => ({
  id: 'permit',
  state: 'in-use',
  decided: true,
  zoneIds: ['office'],
  parts: ['image'],
  from: noon,
  until: noon + 1,
  windows: undefined,
  ...over,
});

function here(
  held: readonly HeldPermit[],
  value: Determination['value'] | null = 'permission',
  over: Partial<PhotographingFacts> = {},
) {
  const determinations = value === null ? [] : [aDetermination({ row: 't2r14', zoneClass: 2, value })];
  const facts = {
    kind: 'staff',
    stopped: false,
    zone: aRuledZone(),
    part: 'image',
    at: aMoment,
    exceptions: [],
  } as const;
  return judgePhotographing({ ...facts, held, ...over }, theLayers({ determinations }));
}

describe('whether somebody may photograph here now', () => {
  it.each<[string, Partial<HeldPermit>, string]>([
    ['it has begun', {}, 'permitted'],
    ['nobody responsible has begun it', { state: 'approved' }, 'not-started'],
    ['it was notified and not begun', { state: 'filed' }, 'not-started'],
    ['it was notified and begun, and is to be decided by now', { decided: false }, 'not-permitted'],
    ['it was revoked', { state: 'revoked' }, 'not-permitted'],
    ['it begins next', { from: noon + 1, until: noon + 2 }, 'not-permitted'],
    ['it ends this millisecond', { from: noon - 1, until: noon }, 'not-permitted'],
    ['it is for another zone', { zoneIds: ['server'] }, 'not-permitted'],
    ['it is for sound', { parts: ['sound'] }, 'not-permitted'],
    ['its window is open', { windows: [{ from: noon, until: noon + 1 }] }, 'permitted'],
    ['its window is over', { windows: [{ from: noon - 1, until: noon }] }, 'not-permitted'],
  ])('with a permit, where %s', (_, over, because) => {
    expect(here([aPermit(over)])).toMatchObject({ allowed: because === 'permitted', because });
  });

  it.each([
    ['not-required', true, 'not-required'],
    ['notification', false, 'not-permitted'],
    ['permission', false, 'not-permitted'],
    ['forbidden', false, 'forbidden'],
    [null, false, 'undetermined'],
  ] as const)('without one, where it is determined %s', (value, allowed, because) => {
    expect(here([], value)).toMatchObject({ allowed, because, permit: null, rule: { row: 't2r14' } });
  });

  it.each([
    ['notification', 'permitted'],
    ['permission', 'not-permitted'],
    ['forbidden', 'forbidden'],
    [null, 'undetermined'],
  ] as const)('goes on by a 届出 while nobody has to decide it: %s', (value, because) => {
    expect(here([aPermit({ decided: false })], value).because).toBe(because);
    expect(here([aPermit({ decided: true })], value).because).toBe('permitted');
  });

  it('is told of the permit that has begun before one that has not', () => {
    const held = [aPermit({ id: 'waiting', state: 'approved' }), aPermit()];
    expect(here(held)).toMatchObject({ allowed: true, permit: 'permit' });
  });

  it('is nothing of whoever was stopped, and no permit more takes away what was allowed', () => {
    const anyPermit = fc.record({
      state: fc.constantFrom(...permitStates),
      from: fc.constantFrom(noon - 1, noon, noon + 1),
      until: fc.constantFrom(noon, noon + 1, noon + 2),
    });
    fc.assert(
      fc.property(fc.array(anyPermit, { maxLength: 5 }), fc.nat(), (some, index) => {
        const held = some.map(aPermit);
        expect(here(held, 'permission', { stopped: true }).because).toBe('stopped');
        if (here(held.toSpliced(index, 1)).allowed) expect(here(held).allowed).toBe(true);
      }),
    );
  });
});
