import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { DayDoors, DoorMove } from './day-doors.ts';
import { findWay, type Step } from './find-way.ts';
import type { Mishap } from './mishaps.ts';
import { dayBegins, type Errand, type Walker } from './plan-day.ts';
import { type Stage, type Story, toNextDoor } from './stage.ts';

export type Walk = {
  /** With the doors that the staff use. */
  readonly plan: SitePlan;
  readonly walkers: readonly Walker[];
  readonly errands: readonly Errand[];
  readonly mishaps: readonly Mishap[];
  readonly stories: readonly ((stage: Stage) => Story)[];
  readonly chance: Chance;
  readonly doors: DayDoors;
  /** Waits for that second of the day; false when the walk is to end. */
  readonly reach: (second: number) => Promise<boolean>;
};

type Item =
  | { readonly kind: 'errand'; readonly errand: Errand }
  | { readonly kind: 'step'; readonly walker: number; readonly steps: readonly Step[] }
  | { readonly kind: 'mishap'; readonly mishap: Mishap }
  | { readonly kind: 'story'; readonly story: Story }
  | { readonly kind: 'door'; readonly move: DoorMove };

/**
 * Lets everybody walk through their day: a read at each reader, contacts opening and closing, an exit button where there is
 * no reader. Who is refused stays where they are; what several do together is a story. Events go out one after the other, so a seed gives the same day again.
 */
export async function walkDay(walk: Walk): Promise<void> {
  const { plan, walkers, chance, doors, reach } = walk;
  const agenda = new Agenda<Item>();
  for (const errand of walk.errands) agenda.add(errand.minute * 60, { kind: 'errand', errand });
  for (const mishap of walk.mishaps) agenda.add(mishap.minute * 60, { kind: 'mishap', mishap });
  const places = walkers.map(() => 'street');
  let now = dayBegins * 60;

  function walkThrough(step: Step): void {
    for (const move of doors.movesOf(step)) agenda.add(now + move.after, { kind: 'door', move });
  }

  const stage: Stage = {
    plan,
    walkers,
    doors,
    wayBy: (doorsOf, from, to) => findWay(doorsOf, from, to, chance),
    placeOf: (walker) => places[walker] ?? 'street',
    setPlace(walker, zone) {
      places[walker] = zone;
    },
    walkThrough,
  };
  for (const tell of walk.stories) agenda.add(now, { kind: 'story', story: tell(stage) });

  async function takeStep(walker: number, [step, ...rest]: readonly Step[]): Promise<void> {
    const card = walkers[walker]?.card;
    if (step === undefined || card === undefined) return;
    if (step.reader !== undefined && (await doors.read(step.reader, card)).verdict !== 'grant') return;
    walkThrough(step);
    places[walker] = step.to;
    if (rest.length > 0) agenda.add(now + toNextDoor, { kind: 'step', walker, steps: rest });
  }

  async function goOn(story: Story): Promise<void> {
    const { done, value } = await story.next();
    if (done === true) return;
    agenda.add('at' in value ? Math.max(now, value.at) : now + value.after, { kind: 'story', story });
  }

  async function run(item: Item): Promise<void> {
    switch (item.kind) {
      case 'errand': {
        const { walker, to } = item.errand;
        return takeStep(walker, findWay(plan, places[walker] ?? to, to, chance));
      }
      case 'step':
        return takeStep(item.walker, item.steps);
      case 'mishap':
        await doors.read(item.mishap.reader, item.mishap.card);
        return;
      case 'story':
        return goOn(item.story);
      case 'door':
        return doors.tell(item.move);
    }
  }

  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    if (!(await reach(next.second))) break;
    now = next.second;
    await run(next.item);
  }
}
