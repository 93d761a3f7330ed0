import type { Effect } from '../../log/entry/effects.ts';
import type { HeldCustody, WardFacts } from './facts/custody-facts.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PersonFacts } from './facts/person-facts.ts';
import { goesAlong, readingOf } from './goes-along.ts';
import { passageTo } from './passage-to.ts';
import { outsiderRow } from './rule.ts';

/**
 * What a granted passage does to custody: of whoever reads, where they are a ward, and of their wards, where they are an escort. An
 * emergency parts nobody and takes nobody along: who gets out by which door is counted elsewhere.
 */
export function custodyEffects(facts: PassageFacts): readonly Effect[] {
  const { live, person } = facts;
  if (!live || person === undefined) return [];
  return [...ofWard(facts, person), ...person.custody.wards.flatMap((one) => ofEscort(facts, person, one))];
}

/** With an escort it begins, goes on, is taken over or mended; without one the ward parts from whoever had them. */
function ofWard(facts: PassageFacts, { id: ward, kind, custody }: PersonFacts): readonly Effect[] {
  const { held, with: company } = custody;
  const row = outsiderRow(kind, 'escort');
  const asked = row !== undefined && facts.to.duties[row].required;
  if (company !== undefined && (asked || held !== undefined)) {
    const { escort, basis } = company;
    // Whoever reads for themselves is not answered for by name any more.
    const taken = {
      type: 'custody',
      ward,
      escort,
      mode: 'read',
      basis,
      door: facts.door.id,
      to: facts.to.id,
      ...apartUntilNow(held),
    } as const;
    return [taken, ...toldOver(ward, held?.state)];
  }
  return held === undefined ? [] : parted(facts, ward, held.state, asked);
}

/**
 * The ward who is where the escort goes has followed, or went ahead; who goes along is taken along, and that it was to where no
 * escort is asked for is stated; any other stays behind.
 */
function ofEscort(facts: PassageFacts, { id: escort }: PersonFacts, one: WardFacts): readonly Effect[] {
  const { ward, zone, asked, askedBehind, state, mode, basis } = one;
  if (zone === undefined) return [];
  if (goesAlong(readingOf(facts), one)) {
    const passage = passageTo(facts, ward, 'read-of-another');
    if (!asked || askedBehind) return [passage];
    return [passage, { type: 'custody', ward, escort, mode, basis, door: facts.door.id, to: facts.to.id }];
  }
  if (zone !== facts.to.id) return parted(facts, ward, state, asked);
  if (state === 'living') return [];
  return [{ type: 'custody', ward, escort, mode, basis, ...apartUntilNow(one) }, ...toldOver(ward, state)];
}

/** Where an escort is asked for the two are apart from now on, once; elsewhere they have taken leave (お見送り). */
function parted(
  { at, door, site }: PassageFacts,
  ward: string,
  state: WardFacts['state'],
  asked: boolean,
): readonly Effect[] {
  if (site.emergency) return [];
  if (!asked) return [{ type: 'custody-over', ward }, ...toldOver(ward, state)];
  if (state !== 'living') return [];
  const until = new Date(at.getTime() + door.escortWithinMs).toISOString();
  return [{ type: 'custody-broken', ward, until }];
}

function apartUntilNow(held: Pick<HeldCustody, 'apartSince'> | undefined): { readonly apartSince?: string } {
  return held?.apartSince === undefined ? {} : { apartSince: held.apartSince.toISOString() };
}

/** The guard was told of a ward whom nobody followed. */
function toldOver(ward: string, state: WardFacts['state'] | undefined): readonly Effect[] {
  return state === 'broken'
    ? [{ type: 'alarm', kind: 'visitor-abandoned', active: false, person: ward }]
    : [];
}
