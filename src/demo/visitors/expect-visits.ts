import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import { demoName } from '../demo-name.ts';
import type { DemoPass } from '../demo-passes.ts';
import type { Chance } from '../traffic/chance.ts';
import type { Errand, Walker } from '../traffic/plan-day.ts';

/** How a visit goes. */
export type Plot =
  /** Met, led in, seen off in the lobby, and out with the pass back. */
  | 'ordinary'
  /** Out for lunch, the pass at the desk meanwhile, and back (再入館). */
  | 'lunch-out'
  /** Halfway a colleague of the host takes the visitor over (付添いの交代). */
  | 'relief'
  /** Goes ahead without an escort, waits at the door until that is over, and leaves. */
  | 'in-vain'
  /** Goes home with the pass. */
  | 'pass-kept'
  /** Does not come. */
  | 'no-show';

export type Guest = {
  readonly name: string;
  readonly nameKana: string;
  readonly affiliation: string;
  readonly pass: DemoPass;
};

/** A visit of the day, before it is told to anybody. */
export type ExpectedVisit = {
  readonly plot: Plot;
  /** Indexes among the walkers. */
  readonly host: number;
  readonly colleague: number | undefined;
  /** The office of the host. */
  readonly zone: string;
  readonly guests: readonly Guest[];
  /** Minutes of the day. */
  readonly comes: number;
  readonly goes: number;
  /** Whose read comes first at a door. */
  readonly first: 'visitors' | 'escort';
};

type Sketch = Pick<ExpectedVisit, 'plot' | 'comes' | 'goes' | 'first'> & { readonly guests: number };

const clock = (hours: number, minutes = 0) => hours * 60 + minutes;

/** What no day is without. */
const everyDay: readonly Sketch[] = [
  { plot: 'ordinary', guests: 3, comes: clock(10), goes: clock(11, 20), first: 'visitors' },
  { plot: 'lunch-out', guests: 2, comes: clock(10, 30), goes: clock(15), first: 'escort' },
  { plot: 'relief', guests: 1, comes: clock(13, 20), goes: clock(14, 50), first: 'visitors' },
  { plot: 'in-vain', guests: 1, comes: clock(13, 50), goes: clock(14, 30), first: 'visitors' },
  { plot: 'pass-kept', guests: 1, comes: clock(15), goes: clock(16, 20), first: 'escort' },
  { plot: 'no-show', guests: 1, comes: clock(11), goes: clock(12), first: 'visitors' },
];

/** So many of the staff have one more visitor or group. */
const peopleAVisit = 20;

/** Whoever a simulated visitor comes from; nobody else at the demo office does. */
export const simulatedFirms: readonly string[] = [
  '見本精機株式会社',
  '見本印刷株式会社',
  '見本設計事務所',
  '見本大学',
];

/** What the house has for visitors. */
type OfTheHouse = {
  readonly plan: SitePlan;
  readonly passes: readonly DemoPass[];
  readonly mayHost: (walker: Walker) => boolean;
};

/** The names follow those of the office and of its first visitor. */
const firstName = 401;

/**
 * The visits of a day: those that no day is without, and more where there are more people. Each has a host of its own; where there is
 * no host or no pass left, a visit is left out.
 */
export function expectVisits(
  walkers: readonly Walker[],
  { plan, passes, mayHost }: OfTheHouse,
  chance: Chance,
): readonly ExpectedVisit[] {
  const left = { hosts: hostsAmong(walkers, plan, mayHost), passes: [...passes] };
  const take = (zone?: string) => {
    const found = chance.pick(left.hosts.filter((host) => zone === undefined || host.zone === zone));
    if (found !== undefined) left.hosts.splice(left.hosts.indexOf(found), 1);
    return found;
  };
  let nth = firstName;
  return [...everyDay, ...moreFor(walkers.length, chance)].flatMap((sketch) => {
    if (left.passes.length < sketch.guests) return [];
    const host = take();
    const colleague = sketch.plot === 'relief' ? take(host?.zone) : undefined;
    if (host === undefined || (sketch.plot === 'relief' && colleague === undefined)) return [];
    const late = chance.between(0, 9);
    const affiliation = chance.pick(simulatedFirms) ?? '';
    const lent = left.passes.splice(0, sketch.guests);
    const guests = lent.map((pass): Guest => ({ ...demoName(nth++), affiliation, pass }));
    const times = { comes: sketch.comes + late, goes: sketch.goes + late };
    return [
      { ...sketch, ...times, guests, zone: host.zone, host: host.walker, colleague: colleague?.walker },
    ];
  });
}

function moreFor(people: number, chance: Chance): readonly Sketch[] {
  return Array.from({ length: Math.floor(people / peopleAVisit) }, () => {
    const comes = chance.between(clock(10, 30), clock(15, 30));
    const first = chance.happens(0.5) ? 'visitors' : 'escort';
    const goes = comes + chance.between(40, 90);
    return { plot: 'ordinary', guests: chance.between(1, 3), comes, goes, first };
  });
}

/** Whether staff work there and have visitors. */
export function isOffice({ id, class: level, hidden }: Zone): boolean {
  return level === 2 && !hidden && !id.startsWith('meeting');
}

/** Whoever works in an office has visitors there. */
function hostsAmong(walkers: readonly Walker[], { zones }: SitePlan, mayHost: OfTheHouse['mayHost']) {
  const offices = zones.filter(isOffice);
  return walkers.flatMap((one, walker) => {
    const office = offices.find(({ id }) => one.zones.has(id));
    const receives = one.work === 'office' && mayHost(one);
    return receives && office !== undefined ? [{ walker, zone: office.id }] : [];
  });
}

/** Everybody who plans a visit, or takes one over. */
export function receivers(visits: readonly ExpectedVisit[]): ReadonlySet<number> {
  return new Set(
    visits.flatMap(({ host, colleague }) => [host, ...(colleague === undefined ? [] : [colleague])]),
  );
}

const minutesAround = 15;

/** Whoever has a visitor has nothing else to do meanwhile; for one who waits in vain the host does not come. */
export function errandsBeside(
  errands: readonly Errand[],
  visits: readonly ExpectedVisit[],
): readonly Errand[] {
  const taken = visits.filter(({ plot }) => plot !== 'no-show' && plot !== 'in-vain');
  return errands.filter(
    ({ walker, minute }) =>
      !taken.some(
        (visit) =>
          receivers([visit]).has(walker) &&
          visit.comes - minutesAround <= minute &&
          minute <= visit.goes + minutesAround,
      ),
  );
}
