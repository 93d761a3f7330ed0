import { escortFault } from '../../../decide/escort/escort-fault.ts';
import { wardsPerEscort } from '../../../decide/escort/wards-per-escort.ts';
import type { CustodyFacts, WardFacts } from '../../../decide/facts/custody-facts.ts';
import { goesAlong } from '../../../decide/goes-along.ts';
import { isInForce } from '../../../state/site-state.ts';
import { escortDuty } from '../escorts/escort-duty.ts';
import { atHand, wardsWith } from './at-hand.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';
import { rightHere } from './right-here.ts';

/**
 * By which row those who would go along are too many for this escort, where that row asks for one: all of the escort's wards count, as
 * they do where each reads. Whoever else leads them through this door makes any number good.
 */
export function overRatioOf(
  read: ReadToDecide,
  escort: string,
  wards: readonly WardFacts[],
): CustodyFacts['overRatio'] {
  if (wards.length < 2 || !read.live) return undefined;
  const { way, state, at, known } = read;
  const { rules, reader } = known;
  const reading = {
    door: { escortCounts: way.door.escortCounts ?? false },
    from: way.from.id,
    escortIn: state.presence.get(escort)?.zone ?? undefined,
    emergency: isInForce(state, 'emergency', way.from.id),
  };
  const many = wardsWith(read, escort, escort);
  const others = atHand(read, escort);
  const tooMany = wards
    .filter((ward) => goesAlong(reading, ward))
    .find(({ ward }) => {
      const right = reader?.escorts?.wardRights.get(ward);
      const here = rightHere(rules, right);
      const isLed = others.some((one) => here !== undefined && escortFault(here, one) === undefined);
      const attends = right?.attendants.includes(escort) ?? false;
      return !attends && !isLed && many > wardsPerEscort(rules.visitors, way.to.class, right);
    });
  if (tooMany === undefined) return undefined;
  const { row, duty } = escortDuty(rules, way.to.id, at, tooMany.basis);
  return duty.required ? { row, duty } : undefined;
}
