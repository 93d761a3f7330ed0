import type { WaitsFor } from '../../log/entry/effects.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { isMendedByEscort } from './judge-escort.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * Whom this passage waits for: those who may still read at the same door and way, and whose passage mends all that stands
 * against this one; undefined = nobody mends it. What is late waits for nobody: it was made long ago.
 */
export function whyWaits(
  { live, person }: Pick<PassageFacts, 'live' | 'person'>,
  reasons: readonly Reason[],
): WaitsFor | undefined {
  if (!live || person === undefined || reasons.length === 0) return undefined;
  const others = reasons.filter(({ code }) => !ofCompany.has(code));
  if (others.length === 0) return 'second-person';
  if (!isMendedByEscort(person, others)) return undefined;
  return others.length === reasons.length ? 'escort' : 'escort-and-second-person';
}

/** Mended by whoever comes along and keeps others company; two of them, where it is no company who waits. */
const ofCompany: ReadonlySet<ReasonCode> = new Set(['second-person-missing', 'would-leave-one-alone']);
