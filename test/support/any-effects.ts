import fc from 'fast-check';
import type { EntryEffects } from '../../src/access/state/apply-effects.ts';
import type { EffectOf } from '../../src/access/state/hot-part.ts';
import type { Effect } from '../../src/log/effects.ts';

const person = fc.constantFrom('sato', 'ito', 'abe');
const zone = fc.constantFrom('hall', 'office', 'lab');
const door = fc.constantFrom('d1', 'd2');
const at = new Date('2026-10-01T03:00:00Z');

/** Few names and many effects, so that they meet. A new type of effect does not compile until it has a generator here. */
const anyEffectOf: { readonly [Type in Effect['type']]: fc.Arbitrary<EffectOf<Type>> } = {
  presence: fc.record({
    type: fc.constant('presence'),
    person,
    zone: fc.option(zone),
    certainty: fc.constantFrom('confirmed', 'assumed', 'inferred'),
  }),
  pending: fc.record({
    type: fc.constant('pending'),
    person,
    door,
    from: zone,
    to: zone,
    until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
  }),
  'pending-over': fc.record({ type: fc.constant('pending-over'), person, door }),
  door: fc.record({
    type: fc.constant('door'),
    door,
    position: fc.constantFrom('open', 'closed', 'forced', 'held'),
  }),
  gateway: fc.record({
    type: fc.constant('gateway'),
    gateway: fc.constantFrom('g1', 'g2'),
    condition: fc.constantFrom('power-lost', 'tamper'),
    on: fc.boolean(),
  }),
  condition: fc.record({
    type: fc.constant('condition'),
    condition: fc.constantFrom('emergency', 'lockdown'),
    zone: fc.option(zone),
    on: fc.boolean(),
  }),
  alarm: fc.record({
    type: fc.constant('alarm'),
    kind: fc.constantFrom('door-held', 'passback'),
    active: fc.boolean(),
    door,
  }),
};

export const anyEffect: fc.Arbitrary<Effect> = fc.oneof(...Object.values(anyEffectOf));

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
