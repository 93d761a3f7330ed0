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

/**
 * Looks for an attendant of the works that are done now: in the zone, or passing into it together with whoever reads. Where the row asks for a
 * decision by now, what nobody decided has nobody who attends it (ADR 0044).
 */
export function gatherWork(read: ReadToDecide): WorkStands {
  const works = read.known.reader?.works?.works.filter((work) => isNow(work, read.at)) ?? [];
  const standing = works.filter(({ decided }) => decided || !asksForDecision(read));
  const attendant = standing.flatMap(({ attendants }) => attendants).find((id) => isThere(read, id));
  return { unattended: works.length > 0 && attendant === undefined, attendant };
}

function asksForDecision({ known: { rules, reader }, way, at }: ReadToDecide): boolean {
  const kind = reader?.holder.person?.kind;
  return rules.duties(way.to.id, at, kind)[kind === 'staff' ? 't1r47' : 't1r49'].required;
}

function isNow({ times }: KnownWork, at: Date): boolean {
  return times.some(({ from, until }) => from <= at.getTime() && at.getTime() < until);
}

function isThere({ state, together, way, at }: ReadToDecide, id: string): boolean {
  return together.includes(id) || zoneOf(state.presence.get(id), at) === way.to.id;
}
