import fc from 'fast-check';
import type { EffectOf } from '../../src/access/state/hot-part.ts';
import type { Effect } from '../../src/log/entry/effects.ts';
import type { RecordedEffects } from '../../src/log/entry/recorded-effects.ts';

const person = fc.constantFrom(
  '00000000-0000-7000-8000-00000000000a',
  '00000000-0000-7000-8000-00000000000b',
  '00000000-0000-7000-8000-00000000000c',
);
const zone = fc.constantFrom('hall', 'office', 'lab');
const door = fc.constantFrom('d1', 'd2');
const at = new Date('2026-10-01T03:00:00Z');
const since = fc.constantFrom('2026-10-01T02:00:00.000Z', '2026-10-01T02:30:00.000Z');

/**
 * Any effect of each type. Few names, so that they meet. Total, like `everyHotPart`: what holds for any effect is asked of a new
 * one on the day it is born.
 */
const anyEffectOf: { readonly [Type in Effect['type']]: fc.Arbitrary<EffectOf<Type>> } = {
  presence: fc.record(
    {
      type: fc.constant('presence'),
      person,
      zone: fc.option(zone),
      certainty: fc.constantFrom('confirmed', 'assumed', 'inferred'),
      door,
      since,
      keepsPending: fc.constant<true>(true),
    },
    { requiredKeys: ['type', 'person', 'zone', 'certainty'] },
  ),
  'past-presence': fc.record({
    type: fc.constant('past-presence'),
    person,
    zone,
    certainty: fc.constant('assumed'),
    door,
    since,
  }),
  pending: fc.record(
    {
      type: fc.constant('pending'),
      person,
      door,
      from: zone,
      to: zone,
      until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
      along: fc.constant<true>(true),
    },
    { requiredKeys: ['type', 'person', 'door', 'from', 'to', 'until'] },
  ),
  'pending-over': fc.record({ type: fc.constant('pending-over'), person, door }),
  wait: fc.record({
    type: fc.constant('wait'),
    person,
    card: fc.constantFrom('00000000-0000-7000-8000-00000000000d', '00000000-0000-7000-8000-00000000000e'),
    door,
    from: zone,
    to: zone,
    until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
    why: fc.constantFrom('second-person', 'escort', 'escort-and-second-person'),
  }),
  'wait-over': fc.record({ type: fc.constant('wait-over'), person, door }),
  custody: fc.record(
    {
      type: fc.constant('custody'),
      ward: person,
      escort: person,
      mode: fc.constantFrom('read', 'declared'),
      basis: fc.constantFrom('visit', 'permission'),
      door,
      to: zone,
      apartSince: since,
    },
    { requiredKeys: ['type', 'ward', 'escort', 'mode', 'basis'] },
  ),
  'custody-broken': fc.record(
    {
      type: fc.constant('custody-broken'),
      ward: person,
      since,
      until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
    },
    { requiredKeys: ['type', 'ward'] },
  ),
  'custody-over': fc.record({ type: fc.constant('custody-over'), ward: person }),
  door: fc.record(
    {
      type: fc.constant('door'),
      door,
      position: fc.constantFrom('open', 'closed', 'forced', 'held'),
      since,
      allowed: fc.record({
        openings: fc.integer({ min: 1, max: 3 }),
        until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
      }),
    },
    { requiredKeys: ['type', 'door', 'position'] },
  ),
  gateway: fc.record(
    {
      type: fc.constant('gateway'),
      gateway: fc.constantFrom('g1', 'g2'),
      door,
      condition: fc.constantFrom('power-lost', 'tamper'),
      on: fc.boolean(),
    },
    { requiredKeys: ['type', 'gateway', 'condition', 'on'] },
  ),
  condition: fc.record({
    type: fc.constant('condition'),
    condition: fc.constantFrom('emergency', 'lockdown'),
    zone: fc.option(zone),
    on: fc.boolean(),
  }),
  group: fc.record(
    {
      type: fc.constant('group'),
      group: fc.constantFrom('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-0000000000f2'),
      kind: fc.constantFrom('fire', 'counted'),
      zone: fc.option(zone),
      persons: fc.integer({ min: 0, max: 9 }),
      since,
      doors: fc.uniqueArray(door),
      until: fc.constantFrom('2026-10-01T03:00:10.000Z', '2026-10-01T03:00:20.000Z'),
      namesDue: fc.constant('2026-10-02T03:00:00.000Z'),
    },
    { requiredKeys: ['type', 'group', 'kind', 'zone', 'persons', 'since', 'doors'] },
  ),
  alarm: fc.record(
    {
      type: fc.constant('alarm'),
      kind: fc.constantFrom('door-held', 'passback'),
      active: fc.boolean(),
      door,
      person,
      times: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['type', 'kind', 'active', 'door'] },
  ),
  'alarm-step': fc.record(
    {
      type: fc.constant('alarm-step'),
      alarm: fc.constantFrom('1.0', '1.1', '2.0', '3.0', '4.0'),
      step: fc.constantFrom('acknowledge', 'escalate', 'resolve'),
      over: fc.constant<true>(true),
    },
    { requiredKeys: ['type', 'alarm', 'step'] },
  ),
};

const anyEffect: fc.Arbitrary<Effect> = fc.oneof(...Object.values(anyEffectOf));

/** Entries of one log: numbered without a gap, one second apart. */
export const anyEntries: fc.Arbitrary<readonly RecordedEffects[]> = fc
  .array(fc.array(anyEffect, { maxLength: 3 }), { maxLength: 12 })
  .map((entries) =>
    entries.map((effects, index) => ({
      effects,
      seq: index + 1,
      at: new Date(at.getTime() + index * 1000),
    })),
  );
