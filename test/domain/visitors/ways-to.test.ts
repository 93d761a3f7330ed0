import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waysTo } from '../../../src/visitors/planning/ways-to.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';

/** A lobby with the desk, two corridors of classes 1 and 2, each with a door to the meeting room. */
const forked = aPlan({
  zones: [
    aZone({ id: 'street', class: 0 }),
    aZone({ id: 'lobby', class: 1 }),
    aZone({ id: 'inner', class: 2 }),
    aZone({ id: 'public', class: 1 }),
    aZone({ id: 'stairs', class: 1 }),
    aZone({ id: 'meeting', class: 2 }),
    aZone({ id: 'vault', class: 3, hidden: true }),
  ],
  doors: [
    aDoor('street', 'lobby'),
    aDoor('lobby', 'inner'),
    aDoor('inner', 'meeting'),
    aDoor('lobby', 'public'),
    aDoor('public', 'stairs'),
    aDoor('stairs', 'meeting'),
    aDoor('lobby', 'vault'),
    aDoor('vault', 'meeting'),
  ],
});

function without(...doors: readonly string[]) {
  return aPlan({ ...forked, doors: forked.doors.filter(({ id }) => !doors.includes(id)) });
}

describe('the ways of a visitor', () => {
  it('are the zones between the desk and where they go, the desk’s among them', () => {
    expect(waysTo(aPlan(), 'street', ['office'])).toEqual({ zoneIds: ['street', 'hall'], unreachable: [] });
    expect(waysTo(aPlan(), 'hall', ['server']).zoneIds).toEqual(['hall', 'office']);
  });

  it('keep to the lower class, though it be longer', () => {
    expect(waysTo(forked, 'lobby', ['meeting']).zoneIds).toEqual(['lobby', 'public', 'stairs']);
  });

  it('go through a higher class where nothing lower leads there, and through a hidden room last of all', () => {
    const high = without('public-stairs');
    expect(waysTo(high, 'lobby', ['meeting']).zoneIds).toEqual(['lobby', 'inner']);
    const hidden = without('public-stairs', 'inner-meeting');
    expect(waysTo(hidden, 'lobby', ['meeting']).zoneIds).toEqual(['lobby', 'vault']);
  });

  it('are all the shortest ones', () => {
    const plan = aPlan({
      zones: ['a', 'b', 'c', 'd'].map((id) => aZone({ id, class: 1 })),
      doors: [aDoor('a', 'b'), aDoor('a', 'c'), aDoor('b', 'd'), aDoor('c', 'd')],
    });
    expect(waysTo(plan, 'a', ['d']).zoneIds).toEqual(['a', 'b', 'c']);
  });

  it('do not lead through a door out of service or an emergency exit', () => {
    const shut = aPlan({
      ...forked,
      doors: forked.doors.map((door) => ({ ...door, outOfService: door.id === 'lobby-public' })),
    });
    expect(waysTo(shut, 'lobby', ['meeting']).zoneIds).toEqual(['lobby', 'inner']);
    const [exit] = [aDoor('inner', 'lobby', { id: 'exit' })].map((door) => ({
      ...door,
      directions: door.directions.slice(0, 1),
    }));
    const only = aPlan({
      zones: [aZone({ id: 'inner', class: 2 }), aZone({ id: 'lobby', class: 1 })],
      doors: exit === undefined ? [] : [exit],
      readers: [],
    });
    expect(waysTo(only, 'inner', ['lobby']).unreachable).toEqual(['lobby']);
    const read = { ...only, readers: [aReader('exit', 'lobby')] };
    expect(waysTo(read, 'inner', ['lobby'])).toEqual({ zoneIds: ['inner'], unreachable: [] });
  });

  it('of the desk’s own zone are none but itself', () => {
    expect(waysTo(aPlan(), 'hall', ['hall'])).toEqual({ zoneIds: ['hall'], unreachable: [] });
  });

  it('say which zones nothing leads to, or are not there', () => {
    const island = aPlan({ ...forked, zones: [...forked.zones, aZone({ id: 'island', class: 1 })] });
    expect(waysTo(island, 'lobby', ['island', 'meeting', 'nowhere']).unreachable).toEqual([
      'island',
      'nowhere',
    ]);
  });

  it('lead from zone to zone without a gap, whatever the plan', () => {
    const anyPlan = fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 7 })
      .chain((classes) => {
        const ids = classes.map((_, index) => `z${index}`);
        const anyDoor = fc
          .record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids) })
          .filter(({ from, to }) => from !== to)
          .map(({ from, to }) => aDoor(from, to));
        return fc
          .array(anyDoor, { maxLength: 12 })
          .map((doors) =>
            aPlan({ zones: ids.map((id, index) => aZone({ id, class: classes[index] ?? 0 })), doors }),
          );
      });
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { zoneIds, unreachable } = waysTo(plan, 'z0', ['z1']);
        if (unreachable.length > 0) return;
        const open = new Set([...zoneIds, 'z1']);
        const fewer = {
          ...plan,
          doors: plan.doors.filter(({ directions }) =>
            directions.every(({ from, to }) => open.has(from) && open.has(to)),
          ),
        };
        expect(waysTo(fewer, 'z0', ['z1'])).toEqual({ zoneIds, unreachable: [] });
      }),
    );
  });
});
