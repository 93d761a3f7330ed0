import type { GatewayClient } from '../../gateways/gateway-client.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import { findWay, type Step } from './find-way.ts';
import type { Mishap } from './mishaps.ts';
import type { Errand, Walker } from './plan-day.ts';

/** What became of a day: what was posted, and what was answered. */
export type DayCount = {
  readonly reads: number;
  readonly granted: number;
  readonly denied: number;
  /** Reads that were to wait for somebody else's; whoever waits in vain stays where they are. */
  readonly waiting: number;
  readonly doorEvents: number;
  readonly reasons: ReadonlyMap<string, number>;
};

export type Walk = {
  readonly plan: SitePlan;
  readonly walkers: readonly Walker[];
  readonly errands: readonly Errand[];
  readonly mishaps: readonly Mishap[];
  readonly chance: Chance;
  /** By gateway. */
  readonly clients: ReadonlyMap<string, GatewayClient>;
  /** The time of the devices is the present: the day is played, the record is true. */
  readonly now: () => Date;
  /** Waits for that second of the day; false when the walk is to end. */
  readonly reach: (second: number) => Promise<boolean>;
};

type DoorKind = 'exit-request' | 'door-opened' | 'door-held' | 'door-closed';

type Item =
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'step'; readonly walker: number; readonly steps: readonly Step[] }
  | { readonly kind: 'mishap'; readonly mishap: Mishap }
  | { readonly kind: DoorKind; readonly door: string; readonly gateway: string };

/** Seconds between the doors of one way, and from the grant to the open and the shut door. */
const pace = { nextDoor: 20, opens: 2, closes: 6, held: 60, releasedAfterHeld: 90 } as const;
/** Once a day somebody props a door open: the door of this opening. */
const heldOpening = 25;

/**
 * Lets everybody walk through their day: a read at each reader, contacts opening and closing, an exit button where there is
 * no reader. Who is refused stays where they are. Events go out one after the other, so a seed gives the same day again.
 */
export async function walkDay(walk: Walk): Promise<DayCount> {
  const { plan, walkers, chance, clients, now, reach } = walk;
  const agenda = new Agenda<Item>();
  for (const errand of walk.errands) agenda.add(errand.minute * 60, { kind: 'errand', errand });
  for (const mishap of walk.mishaps) agenda.add(mishap.minute * 60, { kind: 'mishap', mishap });
  const places = walkers.map(() => 'street');
  const gatewayOf = new Map(plan.readers.map(({ id, gateway }) => [id, gateway]));
  const reasons = new Map<string, number>();
  const count = { reads: 0, granted: 0, denied: 0, waiting: 0, doorEvents: 0, reasons };
  let openings = 0;

  async function read(reader: string, card: Walker['card']): Promise<boolean> {
    const client = clients.get(gatewayOf.get(reader) ?? '');
    const answer = await client?.post({ kind: 'card-read', reader, card, at: now().toISOString() });
    const granted = answer?.verdict === 'grant';
    count.reads += 1;
    if (granted) count.granted += 1;
    else if (answer?.verdict === 'wait') count.waiting += 1;
    else count.denied += 1;
    for (const { code } of granted ? [] : (answer?.reasons ?? []))
      reasons.set(code, (reasons.get(code) ?? 0) + 1);
    return granted;
  }

  /** The contact tells of the passage; without a reader on this side there is a button to press. */
  function openDoor(second: number, { door, gateway, contact, reader }: Step): void {
    if (!contact || gateway === undefined) return;
    const add = (after: number, kind: DoorKind) => agenda.add(second + after, { kind, door, gateway });
    if (reader === undefined) add(0, 'exit-request');
    openings += 1;
    add(pace.opens, 'door-opened');
    if (openings === heldOpening) add(pace.held, 'door-held');
    add(openings === heldOpening ? pace.releasedAfterHeld : pace.closes, 'door-closed');
  }

  async function takeStep(second: number, walker: number, [step, ...rest]: readonly Step[]): Promise<void> {
    const card = walkers[walker]?.card;
    if (step === undefined || card === undefined) return;
    if (step.reader !== undefined && !(await read(step.reader, card))) return;
    openDoor(second, step);
    places[walker] = step.to;
    if (rest.length > 0) agenda.add(second + pace.nextDoor, { kind: 'step', walker, steps: rest });
  }

  async function run(second: number, item: Item): Promise<void> {
    switch (item.kind) {
      case 'errand': {
        const { walker, to } = item.errand;
        return takeStep(second, walker, findWay(plan, places[walker] ?? to, to, chance));
      }
      case 'step':
        return takeStep(second, item.walker, item.steps);
      case 'mishap':
        await read(item.mishap.reader, item.mishap.card);
        return;
      default:
        count.doorEvents += 1;
        await clients.get(item.gateway)?.post({ kind: item.kind, door: item.door, at: now().toISOString() });
    }
  }

  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    if (!(await reach(next.second))) break;
    await run(next.second, next.item);
  }
  return count;
}
