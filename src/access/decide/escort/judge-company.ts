import type { EscortFacts } from '../facts/escort-facts.ts';
import { type Companion, type EscortRight, escortFault } from './escort-fault.ts';

/** Somebody who goes through a door with a ward, and how many others are in their custody by then. */
export type AtHand = Companion & { readonly wards: number };

/** What a ward is weighed against. */
export type CompanyAsked = {
  /** undefined = nothing says who may escort them. */
  readonly right: EscortRight | undefined;
  /** Whose custody the ward is in. */
  readonly held: string | undefined;
  readonly atHand: readonly AtHand[];
  /** Somebody may still read at this door. */
  readonly mayCome: boolean;
  /** How many one escort leads here. */
  readonly most: number;
};

/** How the escort of a ward stands at a door, and who of those at hand it is. */
export type Company = { readonly escort: EscortFacts; readonly by: string | undefined };

/**
 * Judges who escorts a ward through a door. Whoever had the ward keeps them; otherwise it is whoever of those who may has the
 * fewest, so that no order of facts decides.
 */
export function judgeCompany({ right, held, atHand, mayCome, most }: CompanyAsked): Company {
  if (right === undefined) return { escort: 'missing', by: undefined };
  const able = atHand.filter((one) => escortFault(right, one) === undefined).toSorted(byWards);
  const chosen = able.find(({ id }) => id === held) ?? able[0];
  if (chosen !== undefined) {
    const alone = able.length === 1 && chosen.wards >= most;
    return { escort: alone ? 'over-ratio' : 'present', by: chosen.id };
  }
  const holder = atHand.find(({ id }) => id === held);
  const fault = holder && escortFault(right, holder);
  return { escort: fault ?? (mayCome ? 'awaited' : 'missing'), by: undefined };
}

function byWards(one: AtHand, other: AtHand): number {
  return one.wards - other.wards || (one.id < other.id ? -1 : 1);
}
