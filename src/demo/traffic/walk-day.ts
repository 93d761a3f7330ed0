import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { DayDoors, DoorMove } from './day-doors.ts';
import { findWay, type Step } from './find-way.ts';
import type { Mishap } from './mishaps.ts';
import type { Errand, Walker } from './plan-day.ts';

export type Walk = {
  readonly plan: SitePlan;
  readonly walkers: readonly Walker[];
  readonly errands: readonly Errand[];
  readonly mishaps: readonly Mishap[];
  readonly chance: Chance;
  readonly doors: DayDoors;
  /** Waits for that second of the day; false when the walk is to end. */
  readonly reach: (second: number) => Promise<boolean>;
};

type Item =
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'step'; readonly walker: number; readonly steps: readonly Step[] }
  | { readonly kind: 'mishap'; readonly mishap: Mishap }
  | { readonly kind: 'door'; readonly move: DoorMove };

/** Seconds between the doors of one way. */
const toNextDoor = 20;

/**
 * Lets everybody walk through their day: a read at each reader, contacts opening and closing, an exit button where there is
 * no reader. Who is refused stays where they are. Events go out one after the other, so a seed gives the same day again.
 */
export async function walkDay(walk: Walk): Promise<void> {
  const { plan, walkers, chance, doors, reach } = walk;
  const agenda = new Agenda<Item>();
  for (const errand of walk.errands) agenda.add(errand.minute * 60, { kind: 'errand', errand });
  for (const mishap of walk.mishaps) agenda.add(mishap.minute * 60, { kind: 'mishap', mishap });
  const places = walkers.map(() => 'street');

  async function takeStep(second: number, walker: number, [step, ...rest]: readonly Step[]): Promise<void> {
    const card = walkers[walker]?.card;
    if (step === undefined || card === undefined) return;
    if (step.reader !== undefined && (await doors.read(step.reader, card)).verdict !== 'grant') return;
    for (const move of doors.movesOf(step)) agenda.add(second + move.after, { kind: 'door', move });
    places[walker] = step.to;
    if (rest.length > 0) agenda.add(second + toNextDoor, { kind: 'step', walker, steps: rest });
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
        await doors.read(item.mishap.reader, item.mishap.card);
        return;
      case 'door':
        return doors.tell(item.move);
    }
  }

  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    if (!(await reach(next.second))) break;
    await run(next.second, next.item);
  }
}
