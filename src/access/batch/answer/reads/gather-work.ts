import type { KnownWork } from '../../../state/work-part.ts';
import { zoneOf } from '../escorts/zone-of.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';

/** How the work of whoever reads stands, in the zone behind the door, at this moment. */
export type WorkStands = {
  /** There is such a work, and nobody who attends one of them is there. */
  readonly unattended: boolean;
  /** Who attends; undefined = nobody, or there is no work now. */
  readonly attendant: string | undefined;
};

/** Looks for an attendant of the works that are done now: in the zone, or passing into it together with whoever reads. */
export function gatherWork(read: ReadToDecide): WorkStands {
  const works = read.known.reader?.works?.works.filter((work) => isNow(work, read.at)) ?? [];
  const attendant = works.flatMap(({ attendants }) => attendants).find((id) => isThere(read, id));
  return { unattended: works.length > 0 && attendant === undefined, attendant };
}

function isNow({ times }: KnownWork, at: Date): boolean {
  return times.some(({ from, until }) => from <= at.getTime() && at.getTime() < until);
}

function isThere({ state, together, way, at }: ReadToDecide, id: string): boolean {
  return together.includes(id) || zoneOf(state.presence.get(id), at) === way.to.id;
}
