import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { Walker } from '../traffic/plan-day.ts';
import { isOffice } from '../visitors/expect-visits.ts';

/** Somebody of the walkers takes pictures in their office. */
export type ExpectedPictures = {
  /** Index among the walkers. */ readonly walker: number;
  readonly zone: string;
};

/** A firm works in a zone that nobody else walks into that day; one of the staff attends it. */
export type ExpectedWork = {
  readonly zone: string;
  readonly attendant: Walker;
  readonly workers: readonly Walker[];
};

/** What is permitted in a day, before anybody applies for it; what the house has nobody for is left out. */
export type ExpectedPermits = {
  readonly pictures: ExpectedPictures | undefined;
  readonly work: ExpectedWork | undefined;
};

type OfTheHouse = {
  readonly plan: SitePlan;
  /** Everybody who could walk. */
  readonly everybody: readonly Walker[];
  /** Those of the walkers who have visitors. */
  readonly receiving: ReadonlySet<number>;
  /** Whether somebody may apply, and be asked to attend. */
  readonly mayAct: (walker: Walker) => boolean;
};

/** A zone of class 3 where the firm that cleans is let in while it is attended. */
const workZone = 'archive';

/** The permits of a day: pictures by whoever has no visitor, and a work by people who walk nowhere else. */
export function expectPermits(
  walkers: readonly Walker[],
  { plan, everybody, receiving, mayAct }: OfTheHouse,
): ExpectedPermits {
  const offices = plan.zones.filter(isOffice);
  const pictures = walkers.flatMap((one, walker) => {
    const office = offices.find(({ id }) => one.zones.has(id));
    const isFree = one.work === 'office' && !receiving.has(walker) && mayAct(one);
    return isFree && office !== undefined ? [{ walker, zone: office.id }] : [];
  });
  const walking = new Set(walkers.map(({ personId }) => personId));
  const idle = everybody.filter((one) => one.zones.has(workZone) && !walking.has(one.personId));
  const attendant = idle.find((one) => one.work === 'office' && mayAct(one));
  const workers = idle.filter(({ work }) => work === 'cleaner');
  return {
    pictures: pictures[0],
    work:
      attendant === undefined || workers.length === 0 ? undefined : { zone: workZone, attendant, workers },
  };
}
