import fc from 'fast-check';
import type { EntryEffects } from '../../src/access/state/apply-effects.ts';
import type { Effect } from '../../src/log/effects.ts';

const person = fc.constantFrom('sato', 'ito', 'abe');
const zone = fc.constantFrom('hall', 'office', 'lab');
const door = fc.constantFrom('d1', 'd2');
const at = new Date('2026-10-01T03:00:00Z');

/** Few names and many effects, so that they meet. */
export const anyEffect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({
    type: fc.constant<'presence'>('presence'),
    person,
    zone: fc.option(zone),
    certainty: fc.constantFrom('confirmed' as const, 'assumed' as const, 'inferred' as const),
  }),
  fc.record({
    type: fc.constant<'pending'>('pending'),
    person,
    door,
    from: zone,
    to: zone,
    until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
  }),
  fc.record({ type: fc.constant<'pending-over'>('pending-over'), person, door }),
  fc.record({
    type: fc.constant<'door'>('door'),
    door,
    position: fc.constantFrom('open' as const, 'closed' as const, 'forced' as const, 'held' as const),
  }),
  fc.record({
    type: fc.constant<'gateway'>('gateway'),
    gateway: fc.constantFrom('g1', 'g2'),
    condition: fc.constantFrom('power-lost' as const, 'tamper' as const),
    on: fc.boolean(),
  }),
  fc.record({
    type: fc.constant<'condition'>('condition'),
    condition: fc.constantFrom('emergency' as const, 'lockdown' as const),
    zone: fc.option(zone),
    on: fc.boolean(),
  }),
  fc.record({
    type: fc.constant<'alarm'>('alarm'),
    kind: fc.constantFrom('door-held' as const, 'passback' as const),
    active: fc.boolean(),
    door,
  }),
);

/** Entries of one log: numbered without a gap, one second apart. */
export const anyEntries: fc.Arbitrary<readonly EntryEffects[]> = fc
  .array(fc.array(anyEffect, { maxLength: 3 }), { maxLength: 12 })
  .map((entries) =>
    entries.map((effects, index) => ({
      effects,
      seq: index + 1,
      at: new Date(at.getTime() + index * 1000),
    })),
  );
