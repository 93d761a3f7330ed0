import type { GatewayClient } from '../../gateways/gateway-client.ts';
import type { EventAnswer } from '../../gateways/receive-events.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Step } from './find-way.ts';
import type { Walker } from './plan-day.ts';

/** What was posted of the doors of a day, and what was answered. */
export type DoorCount = {
  readonly reads: number;
  readonly granted: number;
  readonly denied: number;
  /** Reads that were to wait for somebody else's. */
  readonly waiting: number;
  readonly doorEvents: number;
  readonly reasons: ReadonlyMap<string, number>;
};

/** What tells of a door beside a read, so many seconds after it was let open. */
export type DoorMove = {
  readonly after: number;
  readonly kind: 'exit-request' | 'door-opened' | 'door-held' | 'door-closed';
  readonly door: string;
  readonly gateway: string;
};

/** The readers and contacts of the building, posted by its gateways. */
export type DayDoors = {
  /** A card at a reader: the answer of the service. */
  readonly read: (reader: string, card: Walker['card']) => Promise<EventAnswer>;
  /** Whoever waits at a reader goes away, before the time to wait is over. */
  readonly abandon: (reader: string, read: number) => Promise<void>;
  /** What its contact will tell of a door that is walked through now; without a reader on this side there is a button to press. */
  readonly movesOf: (step: Step) => readonly DoorMove[];
  readonly tell: (move: DoorMove) => Promise<void>;
  readonly count: () => DoorCount;
};

/** Seconds from the grant to the open and the shut door. */
const pace = { opens: 2, closes: 6, held: 60, releasedAfterHeld: 90 } as const;
/** Once a day somebody props a door open: the door of this opening. */
const heldOpening = 25;

/** `clients`: by gateway. The time of the devices is the present: the day is played, the record is true. */
export function buildDayDoors(
  { readers }: SitePlan,
  clients: ReadonlyMap<string, GatewayClient>,
  now: () => Date,
): DayDoors {
  const gatewayOf = new Map(readers.map(({ id, gateway }) => [id, gateway]));
  const reasons = new Map<string, number>();
  const times = { grant: 0, deny: 0, wait: 0 };
  let openings = 0;
  let doorEvents = 0;
  const clientOf = (gateway: string | undefined): GatewayClient => {
    const client = clients.get(gateway ?? '');
    if (client === undefined) throw new Error(`no gateway speaks for ${gateway}`);
    return client;
  };

  return {
    async read(reader, card) {
      const event = { kind: 'card-read', reader, card, at: now().toISOString() } as const;
      const answer = await clientOf(gatewayOf.get(reader)).post(event);
      times[answer.verdict ?? 'deny'] += 1;
      const why = answer.verdict === 'grant' ? [] : (answer.reasons ?? []);
      for (const { code } of why) reasons.set(code, (reasons.get(code) ?? 0) + 1);
      return answer;
    },
    async abandon(reader, read) {
      doorEvents += 1;
      const event = { kind: 'read-abandoned', read, at: now().toISOString() } as const;
      await clientOf(gatewayOf.get(reader)).post(event);
    },
    movesOf({ door, gateway, contact, reader }) {
      if (!contact || gateway === undefined) return [];
      openings += 1;
      const held = openings === heldOpening;
      const move = (after: number, kind: DoorMove['kind']) => ({ after, kind, door, gateway });
      return [
        ...(reader === undefined ? [move(0, 'exit-request')] : []),
        move(pace.opens, 'door-opened'),
        ...(held ? [move(pace.held, 'door-held')] : []),
        move(held ? pace.releasedAfterHeld : pace.closes, 'door-closed'),
      ];
    },
    async tell({ kind, door, gateway }) {
      doorEvents += 1;
      await clientOf(gateway).post({ kind, door, at: now().toISOString() });
    },
    count: () => ({
      reads: times.grant + times.deny + times.wait,
      granted: times.grant,
      denied: times.deny,
      waiting: times.wait,
      doorEvents,
      reasons,
    }),
  };
}
