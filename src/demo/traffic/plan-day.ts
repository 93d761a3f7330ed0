import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Chance } from './chance.ts';

/** Who walks through the demo office: a card, and where its holder may go. */
export type Walker = {
  readonly personId: string;
  readonly card: { readonly format: string; readonly facility: string; readonly number: string };
  readonly zones: ReadonlySet<string>;
  readonly work: 'office' | 'guard' | 'cleaner';
};

/** Somebody wants to be somewhere at a minute of the day. */
export type Errand = {
  readonly minute: number;
  /** Index among the walkers. */
  readonly walker: number;
  readonly to: string;
};

/** 06:00 to 21:00, in minutes of the day. */
export const dayBegins = 6 * 60;
export const dayEnds = 21 * 60;

const home = 'street';
const clock = (hours: number, minutes = 0) => hours * 60 + minutes;

/** A day of everybody: they come, work, meet, eat, visit class 2 and 3, and go home; in the order of time. */
export function planDay(walkers: readonly Walker[], plan: SitePlan, chance: Chance): readonly Errand[] {
  return walkers
    .flatMap((walker, index) => dayOf(walker, plan, chance).map((errand) => ({ ...errand, walker: index })))
    .toSorted((one, other) => one.minute - other.minute || one.walker - other.walker);
}

type Stop = Omit<Errand, 'walker'>;

function dayOf(walker: Walker, plan: SitePlan, chance: Chance): readonly Stop[] {
  const own = [...walker.zones].filter((zone) => classOf(plan, zone) === 2 && !zone.startsWith('meeting'));
  const desk = chance.pick(own) ?? 'lobby';
  switch (walker.work) {
    case 'cleaner':
      return cleaning(own, chance);
    case 'guard':
      return [
        { minute: clock(6, 30) + chance.between(0, 90), to: 'guard-room' },
        ...rounds(chance),
        { minute: clock(18) + chance.between(0, 120), to: home },
      ];
    case 'office':
      return officeDay(walker, desk, plan, chance);
  }
}

function cleaning(offices: readonly string[], chance: Chance): readonly Stop[] {
  const begin = clock(6) + chance.between(10, 40);
  const stops = offices.map((to, nth) => ({ minute: begin + nth * 45, to }));
  return [...stops, { minute: begin + offices.length * 45 + chance.between(0, 30), to: home }];
}

function rounds(chance: Chance): readonly Stop[] {
  return [10, 14, 16].flatMap((hour) => {
    const minute = clock(hour) + chance.between(0, 50);
    return [
      { minute, to: chance.pick(['lobby', 'corridor-2f', 'corridor-3f']) ?? 'lobby' },
      { minute: minute + 12, to: 'guard-room' },
    ];
  });
}

function officeDay(
  { zones: allowed }: Walker,
  desk: string,
  plan: SitePlan,
  chance: Chance,
): readonly Stop[] {
  const stops: Stop[] = [{ minute: clock(8) + chance.between(0, 75), to: desk }];
  const away = (minute: number, to: string, minutes: number) =>
    stops.push({ minute, to }, { minute: minute + minutes, to: desk });
  if (chance.happens(0.4)) away(clock(10) + chance.between(0, 30), meetingRoom(allowed, chance), 50);
  const lunch = clock(12) + chance.between(0, 20);
  if (chance.happens(0.7)) away(lunch, chance.happens(0.6) ? home : 'lobby', chance.between(25, 45));
  const guarded = [...allowed].filter((zone) => classOf(plan, zone) === 3 && isNextTo(plan, desk, zone));
  const room = chance.pick(guarded);
  if (room !== undefined) away(clock(13, 30) + chance.between(0, 120), room, chance.between(15, 40));
  else if (chance.happens(0.35)) away(clock(15) + chance.between(0, 30), meetingRoom(allowed, chance), 55);
  stops.push({ minute: clock(17, 30) + chance.between(0, 150), to: home });
  return stops;
}

function meetingRoom(allowed: ReadonlySet<string>, chance: Chance): string {
  return chance.pick([...allowed].filter((zone) => zone.startsWith('meeting'))) ?? 'meeting-1f';
}

function classOf({ zones }: SitePlan, zone: string): number | null | undefined {
  return zones.find(({ id }) => id === zone)?.class;
}

/** Class 3 asks where one comes from, and only a way between two readers can tell. */
function isNextTo({ doors }: SitePlan, from: string, to: string): boolean {
  return doors.some(({ directions }) => directions.some((one) => one.from === from && one.to === to));
}
