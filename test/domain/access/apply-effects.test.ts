import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffects, replayEffects } from '../../../src/access/state/apply-effects.ts';
import { leastIn, mostIn } from '../../../src/access/state/counts.ts';
import { passageNotTaken } from '../../../src/access/state/passage-not-taken.ts';
import { emptySite, isInForce, type SiteState } from '../../../src/access/state/site-state.ts';
import { alarmKinds, isAlarmKind } from '../../../src/log/entry/alarm-kinds.ts';
import type { Effect } from '../../../src/log/entry/effects.ts';
import { anyEntries } from '../../support/any-effects.ts';

const at = new Date('2026-10-01T03:00:00Z');
const until = '2026-10-01T03:00:10.000Z';

/** One entry after the other, numbered from 1. */
function stateAfter(...effects: readonly Effect[]): SiteState {
  return replayEffects(
    emptySite,
    effects.map((effect, index) => ({ effects: [effect], seq: index + 1, at })),
  );
}

const inHall: Effect = { type: 'presence', person: 'sato', zone: 'hall', certainty: 'confirmed' };
const toOffice: Effect = { type: 'pending', person: 'sato', door: 'd1', from: 'hall', to: 'office', until };

describe('applyEffects', () => {
  it('keeps the place while a passage is pending', () => {
    expect(stateAfter(inHall, toOffice).presence.get('sato')).toEqual({
      zone: 'hall',
      certainty: 'confirmed',
      since: at,
      seq: 1,
      pending: { door: 'd1', from: 'hall', to: 'office', until: new Date(until), along: false },
    });
  });

  it('ends the pending passage with the place it leads to', () => {
    const taken: Effect = { type: 'presence', person: 'sato', zone: 'office', certainty: 'confirmed' };
    expect(stateAfter(inHall, toOffice, taken).presence.get('sato')).toEqual({
      zone: 'office',
      certainty: 'confirmed',
      since: at,
      seq: 3,
      pending: undefined,
    });
  });

  it('leaves the person where he was when the passage is over', () => {
    const over: Effect = { type: 'pending-over', person: 'sato', door: 'd1' };
    expect(stateAfter(inHall, toOffice, over)).toEqual({ ...stateAfter(inHall), seq: 3 });
  });

  it('does not end a passage pending at another door', () => {
    const over: Effect = { type: 'pending-over', person: 'sato', door: 'd2' };
    expect(stateAfter(inHall, toOffice, over).presence.get('sato')?.pending?.door).toBe('d1');
  });

  it('remembers a person first seen by a grant as being nowhere yet', () => {
    expect(stateAfter(toOffice).presence.get('sato')).toMatchObject({ zone: null, since: undefined });
  });

  it('counts the alarms of a flood as one and ends them all at their place', () => {
    const held: Effect = { type: 'alarm', kind: 'door-held', active: true, door: 'd1' };
    const raised = stateAfter(held, held, { ...held, door: 'd2' });
    expect([...raised.alarms.values()].map(({ door, times }) => [door, times])).toEqual([
      ['d1', 2],
      ['d2', 1],
    ]);
    const over = applyEffects(raised, [{ ...held, active: false }], { seq: 4, at });
    expect([...over.alarms.values()].map(({ door, active }) => [door, active])).toEqual([
      ['d1', false],
      ['d2', true],
    ]);
  });

  it('counts on an alarm that is over, and makes a new one of the matter once it is resolved', () => {
    const held: Effect = { type: 'alarm', kind: 'door-held', active: true, door: 'd1' };
    const resolve: Effect = { type: 'alarm-step', alarm: '1.0', step: 'resolve', outcome: 'false' };
    const again = stateAfter(held, { ...held, active: false }, held);
    expect([...again.alarms]).toMatchObject([['1.0', { state: 'raised', active: true, times: 2 }]]);
    const anew = applyEffects(again, [resolve, held], { seq: 4, at });
    expect([...anew.alarms]).toMatchObject([
      ['1.0', { state: 'resolved', active: true }],
      ['4.0', { state: 'raised', times: 1 }],
    ]);
    const over = applyEffects(anew, [{ ...held, active: false }], { seq: 5, at });
    expect([...over.alarms.keys()]).toEqual(['4.0']);
  });

  it('holds an emergency of the whole site in force for every zone, since it first began', () => {
    const begins: Effect = { type: 'condition', condition: 'emergency', zone: null, on: true };
    const twice = stateAfter(begins, begins);
    expect(isInForce(twice, 'emergency', 'office')).toBe(true);
    expect(isInForce(twice, 'lockdown', 'office')).toBe(false);
    expect(twice.conditions.get('emergency')?.seq).toBe(1);
    expect(stateAfter(begins, { ...begins, on: false }).conditions.size).toBe(0);
  });

  it('holds a lockdown of one zone in force for that zone alone', () => {
    const state = stateAfter({ type: 'condition', condition: 'lockdown', zone: 'office', on: true });
    expect(isInForce(state, 'lockdown', 'office')).toBe(true);
    expect(isInForce(state, 'lockdown', 'hall')).toBe(false);
  });

  it('forgets a gateway without any condition', () => {
    const lost: Effect = { type: 'gateway', gateway: 'g1', condition: 'power-lost', on: true };
    expect([...stateAfter(lost).gateways.values()]).toEqual([
      { gateway: 'g1', condition: 'power-lost', door: undefined },
    ]);
    expect(stateAfter(lost, { ...lost, on: false }).gateways.size).toBe(0);
  });

  it('never changes the state it was given', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (before, entries) => {
        const state = replayEffects(emptySite, before);
        const copy = structuredClone(state);
        replayEffects(state, entries);
        expect(state).toEqual(copy);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same state entry by entry as in one replay, cut anywhere (I9)', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, cut) => {
        const whole = replayEffects(emptySite, entries);
        const stepwise = entries.reduce((state, one) => applyEffects(state, one.effects, one), emptySite);
        const half = cut % (entries.length + 1);
        const resumed = replayEffects(replayEffects(emptySite, entries.slice(0, half)), entries.slice(half));
        expect(stepwise).toEqual(whole);
        expect(resumed).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a flood of alarms', () => {
  const kinds = Object.keys(alarmKinds).filter(isAlarmKind);
  const doors = ['d1', 'd2'] as const;

  it.each(kinds)('is one alarm a door, which counts, until it is resolved: %s', (kind) => {
    const raised = (door: string): Effect => ({ type: 'alarm', kind, active: true, door });
    const over = (door: string): Effect => ({ type: 'alarm', kind, active: false, door });
    const flood = Array.from({ length: 25 }, () =>
      doors.flatMap((door) => [raised(door), over(door), raised(door)]),
    );
    const state = stateAfter(...flood.flat());
    const told = [...state.alarms].map(([id, { door, times, active }]) => [id, door, times, active]);
    expect(told).toEqual([
      ['1.0', 'd1', 50, true],
      ['4.0', 'd2', 50, true],
    ]);
    const resolved: Effect = { type: 'alarm-step', alarm: '1.0', step: 'resolve', over: true };
    const again = stateAfter(...flood.flat(), resolved, raised('d1'));
    expect([...again.alarms.values()].map(({ door, times }) => [door, times])).toEqual([
      ['d2', 50],
      ['d1', 1],
    ]);
  });
});

const anybody = () => true;

describe('counts', () => {
  it('gives the most and the least that may be in a zone, without the one who reads', () => {
    const state = stateAfter(inHall, { ...inHall, person: 'ito' }, toOffice);
    expect([mostIn(state, 'hall'), leastIn(state, 'hall', anybody)]).toEqual([2, 1]);
    expect([mostIn(state, 'office'), leastIn(state, 'office', anybody)]).toEqual([1, 0]);
    expect(mostIn(state, 'hall', 'ito')).toBe(1);
    expect(leastIn(state, 'hall', (person) => person !== 'ito')).toBe(0);
  });

  it('has everybody whose place is known in some zone at most, in one at least, and in two only on the way', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const state = replayEffects(emptySite, entries);
        const zones = ['hall', 'office', 'lab'];
        const sum = (count: (zone: string) => number) =>
          zones.reduce((total, zone) => total + count(zone), 0);
        const places = [...state.presence.values()];
        const onTheWay = places.filter(({ pending }) => pending !== undefined && pending.from !== pending.to);
        const settled = places.filter(({ zone, pending }) =>
          pending === undefined ? zone !== null : pending.from === pending.to,
        );
        expect(sum((zone) => leastIn(state, zone, anybody))).toBe(settled.length);
        expect(sum((zone) => mostIn(state, zone))).toBe(settled.length + 2 * onTheWay.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('passageNotTaken', () => {
  const deadline = { person: 'sato', door: 'd1', until: new Date(until) };

  it('ends the passage whose door was not opened in time', () => {
    const pending = stateAfter(inHall, toOffice).presence.get('sato')?.pending;
    expect(passageNotTaken(deadline, pending)).toEqual([
      { type: 'pending-over', person: 'sato', door: 'd1' },
    ]);
  });

  it('does nothing when the passage was taken, or another grant took its place', () => {
    expect(passageNotTaken(deadline, undefined)).toEqual([]);
    const other = {
      door: 'd1',
      from: 'hall',
      to: 'office',
      until: new Date('2026-10-01T03:00:20Z'),
      along: false,
    };
    expect(passageNotTaken(deadline, other)).toEqual([]);
  });
});

describe('custody', () => {
  const taken = { type: 'custody', ward: 'guest', escort: 'sato', mode: 'read', basis: 'visit' } as const;
  const there = { door: 'd1', to: 'office' } as const;
  const apart = { type: 'custody-broken', ward: 'guest', until } as const;

  it('goes on under the same escort since it began, and knows where they passed last', () => {
    const state = stateAfter(taken, { ...taken, ...there });
    expect(state.custody.get('guest')).toMatchObject({ escort: 'sato', seq: 1, together: { ...there, at } });
  });

  it('is kept while it is broken, since the two first were apart', () => {
    const broken = stateAfter(taken, apart, { type: 'custody-broken', ward: 'guest' }).custody.get('guest');
    expect(broken).toMatchObject({ escort: 'sato', seq: 1, broken: { since: at, until: undefined } });
  });

  it('goes on where one follows the other in time', () => {
    expect(stateAfter(taken, apart, taken).custody.get('guest')).toMatchObject({ seq: 1, broken: undefined });
  });

  it('begins anew when it is mended, or under another escort', () => {
    const left: Effect = { type: 'custody-broken', ward: 'guest' };
    expect(stateAfter(taken, left, taken).custody.get('guest')).toMatchObject({ seq: 3, broken: undefined });
    const relieved = stateAfter(taken, { ...taken, escort: 'ito' });
    expect(relieved.custody.get('guest')).toMatchObject({ escort: 'ito', seq: 2 });
  });

  it('is over with its end, and nothing breaks what is not there', () => {
    expect(stateAfter(taken, { type: 'custody-over', ward: 'guest' }).custody.size).toBe(0);
    expect(stateAfter(apart).custody.size).toBe(0);
  });

  it('outlasts the night: that a place is forgotten tells nothing of who escorts whom', () => {
    const night: Effect = { type: 'presence', person: 'guest', zone: null, certainty: 'assumed' };
    expect(stateAfter(taken, night).custody.size).toBe(1);
  });
});
