import fc from 'fast-check';
import type { GatewayEvent, TestGateway } from './a-gateway.ts';

/** One thing that happens at an office. */
export type Happening =
  | { readonly type: 'time'; readonly seconds: number }
  | {
      readonly type: 'read';
      readonly person: number;
      readonly reader: number;
      readonly late: 'no' | 'grant' | 'deny';
      readonly ago: number;
    }
  | {
      readonly type: 'door';
      readonly kind: string;
      readonly door: number;
      readonly late: boolean;
      readonly ago: number;
    }
  | { readonly type: 'gateway'; readonly kind: string }
  | { readonly type: 'desk'; readonly visitor: number; readonly act: DeskAct }
  | { readonly type: 'abandoned'; readonly back: number };

/** What the desk does with a visitor: lets them in or no more, lends them the pass or takes it back. */
export type DeskAct = 'open' | 'close' | 'lend' | 'take-back';

const ago = fc.integer({ min: 0, max: 120 });

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('read' as const),
      person: fc.nat(12),
      reader: fc.nat(5),
      late: fc.oneof(
        { weight: 5, arbitrary: fc.constant('no' as const) },
        fc.constantFrom('grant' as const, 'deny' as const),
      ),
      ago,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('door' as const),
      kind: fc.constantFrom('opened', 'closed', 'forced', 'held', 'restored').map((what) => `door-${what}`),
      door: fc.nat(2),
      late: fc.boolean(),
      ago,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('gateway' as const),
      kind: fc.constantFrom(
        'tamper',
        'tamper-restored',
        'power-lost',
        'power-restored',
        'intrusion-armed',
        'intrusion-disarmed',
        'intrusion-alarm',
        'heartbeat',
        'buffer-lost',
        'fire-signal',
        'nonsense',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('desk' as const),
      visitor: fc.nat(2),
      act: fc.constantFrom<DeskAct>('open', 'open', 'close', 'lend', 'lend', 'take-back'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('abandoned' as const), back: fc.integer({ min: 1, max: 6 }) }),
  },
);

/** Posts of one to eight things each, told by one of two instances. */
export const aBusyDay = (posts: number) =>
  fc.array(
    fc.record({
      there: fc.boolean(),
      things: fc.array(anyHappening, { minLength: 1, maxLength: 8 }),
    }),
    { minLength: posts, maxLength: posts },
  );

export type BusyPlaces = {
  readonly numbers: readonly string[];
  readonly readers: readonly string[];
  readonly doors: readonly string[];
};

/** What a gateway tells of it. */
export function told(
  gateway: TestGateway,
  thing: Exclude<Happening, { type: 'time' | 'desk' }>,
  places: BusyPlaces,
  now: Date,
): GatewayEvent {
  const at = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
  switch (thing.type) {
    case 'read': {
      const over = thing.late === 'no' ? {} : { decided: { verdict: thing.late }, at: at(thing.ago) };
      return gateway.read(places.numbers[thing.person] ?? '99999', places.readers[thing.reader] ?? '', over);
    }
    case 'door':
      return gateway.event(thing.kind, {
        door: places.doors[thing.door],
        ...(thing.late ? { at: at(thing.ago) } : {}),
      });
    case 'gateway':
      return gateway.event(thing.kind);
    case 'abandoned': {
      const event = gateway.event('read-abandoned');
      return { ...event, read: Math.max(1, event.seq - thing.back) };
    }
  }
}
