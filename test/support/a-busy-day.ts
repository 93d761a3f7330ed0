import fc from 'fast-check';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aGateway, type GatewayEvent, type TestGateway } from './a-gateway.ts';
import { aDoor, aReader } from './a-plan.ts';
import type { LiveInstance } from './live-instance.ts';
import { postTo } from './post-to.ts';
import type { TestApp } from './test-app.ts';
import { untilAnswered } from './until-answered.ts';

/** Where a busy day happens: doors with and without a contact or passback, each with readers on both sides. */
export const busyPlaces: Pick<SitePlan, 'doors' | 'readers'> = {
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office'),
    aDoor('office', 'server', {
      openWithinMs: 30_000,
      directions: [
        { from: 'office', to: 'server', passback: { mode: 'soft' } },
        { from: 'server', to: 'office', passback: { mode: 'off' } },
      ],
    }),
  ],
  readers: ['street-hall', 'hall-office', 'office-server'].flatMap((door) =>
    door.split('-').map((to) => aReader(door, to)),
  ),
};

/** One thing that happens at an office. */
type Happening =
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

/** What is posted, and whether to the second of two instances. */
type BusyDay = readonly { readonly there: boolean; readonly things: readonly Happening[] }[];

/** Posts of one to eight things each, told by one of two instances. */
export const aBusyDay = (posts: number): fc.Arbitrary<BusyDay> =>
  fc.array(
    fc.record({
      there: fc.boolean(),
      things: fc.array(anyHappening, { minLength: 1, maxLength: 8 }),
    }),
    { minLength: posts, maxLength: posts },
  );

type BusyOffice = {
  readonly test: TestApp;
  /** The second instance of the service, to which every other post may go. */
  readonly other: LiveInstance;
  readonly token: string;
  /** Of the cards that are read. */
  readonly numbers: readonly string[];
  readonly atTheDesk: (visitor: number, act: DeskAct) => Promise<void>;
};

/** Lives through a day; answers the status of each post. */
export async function liveThrough(
  day: BusyDay,
  { test, other, token, numbers, atTheDesk }: BusyOffice,
): Promise<readonly number[]> {
  let there = false;
  const gateway = aGateway(
    (payload) =>
      there
        ? postTo(other.url.replace('ws', 'http').replace('/api/v1', ''), token, payload)
        : test.ask(token, { method: 'POST', url: '/api/v1/gateway/events', payload }),
    test.clock.now,
  );
  const posting: Promise<number>[] = [];
  for (const post of day) {
    const events: GatewayEvent[] = [];
    for (const thing of post.things) {
      if (thing.type === 'time') test.clock.set(new Date(test.clock.now().getTime() + thing.seconds * 1000));
      else if (thing.type === 'desk') await atTheDesk(thing.visitor, thing.act);
      else events.push(told(gateway, thing, numbers, test.clock.now()));
    }
    there = post.there;
    if (events.length === 0) continue;
    // Time passes while some of them wait: whoever is refused for now posts again, as a gateway does.
    posting.push(untilAnswered(() => gateway.post(...events)).then(({ status }) => status));
    if (posting.length % 3 === 0) await Promise.all(posting);
  }
  return Promise.all(posting);
}

/** What a gateway tells of it. */
function told(
  gateway: TestGateway,
  thing: Exclude<Happening, { type: 'time' | 'desk' }>,
  numbers: readonly string[],
  now: Date,
): GatewayEvent {
  const { doors, readers } = busyPlaces;
  const at = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
  switch (thing.type) {
    case 'read': {
      const over = thing.late === 'no' ? {} : { decided: { verdict: thing.late }, at: at(thing.ago) };
      return gateway.read(numbers[thing.person] ?? '99999', readers[thing.reader]?.id ?? '', over);
    }
    case 'door':
      return gateway.event(thing.kind, {
        door: doors[thing.door]?.id,
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
