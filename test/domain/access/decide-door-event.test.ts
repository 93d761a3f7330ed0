import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDoorEvent } from '../../../src/access/doors/decide-door-event.ts';
import type { DoorEvent, DoorEventFacts, DoorEventKind } from '../../../src/access/doors/door-event.ts';
import { kindsWith } from '../../../src/log/entry/entry-kinds.ts';

function anEvent(kind: DoorEventKind, overrides: Partial<DoorEvent> = {}): DoorEvent {
  return { kind, gateway: 'g1', door: 'd1', ...overrides };
}

function doorFacts(overrides: Partial<DoorEventFacts> = {}): DoorEventFacts {
  return {
    superseded: false,
    position: 'closed',
    since: '2026-10-01T03:00:00.000Z',
    allowed: undefined,
    readsEverybody: false,
    opensForCrew: false,
    opensUntil: undefined,
    pendingUntil: undefined,
    pending: [],
    abandoned: [],
    ends: [],
    past: false,
    emergency: false,
    ...overrides,
  };
}

const anyDoorFacts: fc.Arbitrary<DoorEventFacts> = fc.record({
  superseded: fc.boolean(),
  position: fc.constantFrom('open', 'closed', 'forced', 'held', undefined),
  since: fc.constantFrom('2026-10-01T03:00:00.000Z', undefined),
  allowed: fc.constantFrom({ openings: 2, until: '2026-10-01T03:00:10.000Z' }, undefined),
  readsEverybody: fc.boolean(),
  opensForCrew: fc.boolean(),
  opensUntil: fc.constantFrom('2026-10-01T03:00:20.000Z', undefined),
  pendingUntil: fc.constantFrom('2026-10-01T03:00:15.000Z', undefined),
  pending: fc.array(
    fc.record({ person: fc.constantFrom('sato', 'ito'), to: fc.constant('office'), along: fc.boolean() }),
    {
      maxLength: 2,
    },
  ),
  abandoned: fc.array(
    fc.record({
      person: fc.constantFrom('sato', 'ito'),
      door: fc.constant('d1'),
      from: fc.constant('hall'),
      state: fc.constantFrom('pending', 'assumed', 'waiting'),
      parted: fc.subarray([
        { ward: 'guest', since: undefined },
        { ward: 'other-guest', since: new Date('2026-10-01T02:00:00Z') },
      ]),
      at: fc.constant(new Date('2026-10-01T03:00:00Z')),
    }),
    { maxLength: 2 },
  ),
  ends: fc.constantFrom([], [{ condition: 'tamper', door: 'd2' }]),
  past: fc.boolean(),
  emergency: fc.boolean(),
  silent: fc.boolean(),
});

const whole = { parted: [], at: new Date('2026-10-01T03:00:00Z') } as const;

describe('decideDoorEvent', () => {
  it('confirms every passage pending at the door with one opening', () => {
    const pending = [
      { person: 'sato', to: 'office', along: false },
      { person: 'ito', to: 'hall', along: false },
    ];
    expect(decideDoorEvent(anEvent('door-opened'), doorFacts({ pending }))).toEqual({
      effects: [
        { type: 'door', door: 'd1', position: 'open' },
        { type: 'presence', person: 'sato', zone: 'office', certainty: 'confirmed', door: 'd1' },
        { type: 'presence', person: 'ito', zone: 'hall', certainty: 'confirmed', door: 'd1' },
      ],
      notes: [],
    });
  });

  it('confirms whoever has read alone: who goes along is assumed there, and nobody does in an emergency', () => {
    const pending = [
      { person: 'sato', to: 'hall', along: false },
      { person: 'guest', to: 'hall', along: true },
    ];
    const placed = (emergency: boolean) =>
      decideDoorEvent(anEvent('door-opened'), doorFacts({ pending, emergency })).effects.slice(1);
    const there = { type: 'presence', zone: 'hall', door: 'd1' } as const;
    const sato = { ...there, person: 'sato', certainty: 'confirmed' };
    expect(placed(false)).toEqual([sato, { ...there, person: 'guest', certainty: 'assumed' }]);
    expect(placed(true)).toEqual([sato]);
  });

  it('notes an opening nobody was granted', () => {
    expect(decideDoorEvent(anEvent('door-opened'), doorFacts()).notes).toEqual(['opened-without-grant']);
  });

  it('expects whatever opens a door that is on the way of an emergency crew', () => {
    const crew = doorFacts({ opensForCrew: true, readsEverybody: true });
    for (const kind of ['door-opened', 'door-forced', 'door-held'] as const) {
      expect(decideDoorEvent(anEvent(kind), crew)).toEqual({
        effects: [{ type: 'door', door: 'd1', position: 'open' }],
        notes: ['crew-on-its-way'],
      });
    }
  });

  it('moves nobody through a door that was forced', () => {
    const pending = [{ person: 'sato', to: 'office', along: false }];
    expect(decideDoorEvent(anEvent('door-forced'), doorFacts({ pending })).effects).toEqual([
      { type: 'door', door: 'd1', position: 'forced' },
      { type: 'alarm', kind: 'door-forced', active: true, door: 'd1' },
    ]);
  });

  it.each(['door-closed', 'door-restored'] as const)('ends the alarms of a held door with %s', (kind) => {
    expect(decideDoorEvent(anEvent(kind), doorFacts({ position: 'held' })).effects).toEqual([
      { type: 'door', door: 'd1', position: 'closed' },
      { type: 'alarm', kind: 'door-forced', active: false, door: 'd1' },
      { type: 'alarm', kind: 'door-held', active: false, door: 'd1' },
    ]);
  });

  it('ends no alarm when an open door closes', () => {
    expect(decideDoorEvent(anEvent('door-closed'), doorFacts({ position: 'open' })).effects).toEqual([
      { type: 'door', door: 'd1', position: 'closed' },
    ]);
  });

  it('undoes the pending passage of a read the gateway gave up', () => {
    const abandoned = [{ person: 'sato', door: 'd1', from: 'hall', state: 'pending', ...whole }] as const;
    expect(decideDoorEvent(anEvent('read-abandoned'), doorFacts({ abandoned })).effects).toEqual([
      { type: 'pending-over', person: 'sato', door: 'd1' },
    ]);
  });

  it('puts a person back who was assumed to have passed a door without contact', () => {
    const abandoned = [{ person: 'sato', door: 'd1', from: 'hall', state: 'assumed', ...whole }] as const;
    expect(decideDoorEvent(anEvent('read-abandoned'), doorFacts({ abandoned })).effects).toEqual([
      { type: 'presence', person: 'sato', zone: 'hall', certainty: 'assumed' },
    ]);
  });

  it('undoes what a read gave to whoever passed together, and ends the wait of whoever did not yet', () => {
    const sato = { person: 'sato', door: 'd1', from: 'hall', state: 'pending', ...whole } as const;
    const ito = { person: 'ito', door: 'd1', from: 'hall', state: 'waiting', ...whole } as const;
    const facts = doorFacts({ abandoned: [sato, ito] });
    expect(decideDoorEvent(anEvent('read-abandoned'), facts)).toEqual({
      effects: [
        { type: 'pending-over', person: 'sato', door: 'd1' },
        { type: 'wait-over', person: 'ito', door: 'd1' },
      ],
      notes: [],
    });
  });

  it('begins the emergency of the whole site with the fire signal, once', () => {
    const begins = { type: 'condition', condition: 'emergency', zone: null, on: true };
    const fire = anEvent('fire-signal', { door: undefined });
    expect(decideDoorEvent(fire, doorFacts()).effects).toEqual([
      begins,
      { type: 'alarm', kind: 'fire', active: true, gateway: 'g1' },
    ]);
    expect(decideDoorEvent(fire, doorFacts({ emergency: true })).effects).not.toContainEqual(begins);
  });

  it('begins no emergency with a fire signal that tells what was, and lets a person decide', () => {
    expect(decideDoorEvent(anEvent('fire-signal', { door: undefined }), doorFacts({ past: true }))).toEqual({
      effects: [{ type: 'alarm', kind: 'fire', active: true, gateway: 'g1' }],
      notes: ['fire-past'],
    });
  });

  it.each(['door-forced', 'door-held'] as const)('raises %s also where nobody can name the door', (kind) => {
    expect(decideDoorEvent(anEvent(kind, { door: undefined }), doorFacts()).effects).toEqual([
      { type: 'alarm', kind, active: true, gateway: 'g1' },
      { type: 'alarm', kind, active: false, gateway: 'g1' },
    ]);
  });

  it.each(['forced', 'held'] as const)(
    'leaves a door %s until it is shut, whatever opens meanwhile',
    (position) => {
      const pending = [{ person: 'sato', to: 'office', along: false }];
      expect(decideDoorEvent(anEvent('door-opened'), doorFacts({ position, pending })).effects).toEqual([
        { type: 'presence', person: 'sato', zone: 'office', certainty: 'confirmed', door: 'd1' },
      ]);
    },
  );

  it('raises duress at the door and moves nothing', () => {
    expect(decideDoorEvent(anEvent('duress'), doorFacts()).effects).toEqual([
      { type: 'alarm', kind: 'duress', active: true, gateway: 'g1', door: 'd1' },
    ]);
  });

  it.each([
    ['tamper', 'tamper-restored', 'tamper', 'tamper'],
    ['power-lost', 'power-restored', 'power-lost', 'power-lost'],
    ['intrusion-alarm', 'intrusion-disarmed', 'intrusion-alarm', 'intrusion'],
  ] as const)('ends what began with %s by %s', (begins, ends, condition, kind) => {
    const raised = decideDoorEvent(anEvent(begins), doorFacts()).effects;
    const over = decideDoorEvent(anEvent(ends), doorFacts({ ends: [{ condition, door: 'd2' }] })).effects;
    expect(raised).toContainEqual(expect.objectContaining({ type: 'alarm', kind, active: true }));
    expect(over).toContainEqual({ type: 'gateway', gateway: 'g1', condition, on: false, door: 'd2' });
    expect(over).toContainEqual({ type: 'alarm', kind, active: false, gateway: 'g1', door: 'd2' });
  });

  it('does nothing for a heartbeat: that its gateway lives, every event says', () => {
    expect(decideDoorEvent(anEvent('heartbeat'), doorFacts())).toEqual({ effects: [], notes: [] });
  });

  it('raises the alarm of a superseded event and changes nothing else', () => {
    expect(decideDoorEvent(anEvent('door-forced'), doorFacts({ superseded: true }))).toEqual({
      effects: [
        { type: 'alarm', kind: 'door-forced', active: true, door: 'd1' },
        { type: 'alarm', kind: 'door-forced', active: false, door: 'd1' },
      ],
      notes: ['superseded'],
    });
  });

  it('answers every kind whatever the facts, with or without a door', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kindsWith('doorEvent')),
        fc.constantFrom('d1', undefined),
        anyDoorFacts,
        (kind, door, facts) => {
          const { effects } = decideDoorEvent(anEvent(kind, { door }), facts);
          if (facts.superseded) expect(effects.every(({ type }) => type === 'alarm')).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
