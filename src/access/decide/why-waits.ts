import type { WaitsFor } from '../../log/effects.ts';
import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { waitsForEscort } from './judge-escort.ts';
import { keepsCompany } from './keeps-company.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * Whom this passage waits for: somebody who reads at the same door and way, and whose passage mends all that stands
 * against this one; undefined = nobody mends it. What is late waits for nobody: it was made long ago.
 */
export function whyWaits(facts: PassageFacts, reasons: readonly Reason[]): WaitsFor | undefined {
  if (waitsForEscort(facts, reasons)) return 'escort';
  return waitsForSecondPerson(facts, reasons) ? 'second-person' : undefined;
}

/** Mended by a second person who comes along. */
const ofOne: ReadonlySet<ReasonCode> = new Set(['second-person-missing', 'would-leave-one-alone']);

/** Whoever keeps nobody company is no half of a pair. */
function waitsForSecondPerson({ live, person }: PassageFacts, reasons: readonly Reason[]): boolean {
  if (!live || person === undefined || !keepsCompany(person)) return false;
  return reasons.length > 0 && reasons.every(({ code }) => ofOne.has(code));
}
