import { mayWaitForEscort } from '../../../../zones/plan/may-wait.ts';
import type { EscortRight } from '../../../decide/escort/escort-fault.ts';
import { type AtHand, type Company, judgeCompany } from '../../../decide/escort/judge-company.ts';
import { wardsPerEscort } from '../../../decide/escort/wards-per-escort.ts';
import type { CustodyFacts, HeldCustody, WardFacts } from '../../../decide/facts/custody-facts.ts';
import type { PersonFacts } from '../../../decide/facts/person-facts.ts';
import type { Custody } from '../../../state/site-state.ts';
import { isEscortAsked } from '../escorts/is-escort-asked.ts';
import { wayBehind } from '../escorts/way-behind.ts';
import { zoneOf } from '../escorts/zone-of.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';

type Ward = { readonly id: string; readonly kind: PersonFacts['kind'] };

/** 付添い of whoever reads: who escorts them through this door, and whom they leave behind or find there. */
export function gatherEscort(read: ReadToDecide, person: Ward): Pick<PersonFacts, 'escort' | 'custody'> {
  const { right, escort, by } = companyOf(read, person);
  const held = read.state.custody.get(person.id);
  return {
    escort,
    custody: {
      held: held && heldOf(held),
      with: right === undefined || by === undefined ? undefined : { escort: by, basis: right.basis },
      wards: wardsOf(read, person.id),
    } satisfies CustodyFacts,
  };
}

/** Staff need no escort. */
function companyOf(read: ReadToDecide, person: Ward): Company & { readonly right: EscortRight | undefined } {
  if (person.kind === 'staff') return { escort: 'present', by: undefined, right: undefined };
  const { way, known, state } = read;
  const right = rightOf(read);
  const company = judgeCompany({
    right,
    held: state.custody.get(person.id)?.escort,
    atHand: atHand(read, person.id),
    mayCome: mayWaitForEscort(way.from, way.to),
    most: wardsPerEscort(known.rules.visitors, way.to.class, known.reader?.escorts?.right?.purpose),
  });
  return { ...company, right };
}

/** Whoever names nobody is escorted by nobody. A unit escorts the outsiders of its hosts where the site lets it. */
function rightOf({ known: { reader, rules } }: ReadToDecide): EscortRight | undefined {
  const right = reader?.escorts?.right;
  if (right === undefined) return undefined;
  const organisations = rules.visitors.unitEscorts ? right.organisations : [];
  return right.persons.length + organisations.length === 0 ? undefined : { ...right, organisations };
}

/** Whoever passes together with the ward, or passed here just now and is followed. */
function atHand(read: ReadToDecide, ward: string): readonly AtHand[] {
  return [...read.companions.values()]
    .filter(({ id }) => id !== ward && (read.together.includes(id) || leads(read, id)))
    .map((one) => ({ ...one, wards: wardsWith(read, one.id, ward) }));
}

/** Through this door, this way, and somebody may still follow. */
function leads({ state, way, at, known: { rules } }: ReadToDecide, id: string): boolean {
  const behind = wayBehind(state, rules, id, at);
  return behind?.door === way.door.id && behind.to === way.to.id && at < behind.until;
}

/** How many others are with this escort by now: those of this very passage are not on record yet. */
function wardsWith({ state, joining }: ReadToDecide, escort: string, ward: string): number {
  const theirs = new Set(
    [...state.custody].flatMap(([one, custody]) => (custody.escort === escort ? [one] : [])),
  );
  for (const [one, by] of joining) {
    if (by === escort) theirs.add(one);
    else theirs.delete(one);
  }
  theirs.delete(ward);
  return theirs.size;
}

/** Those who pass together with their escort do by their own read. */
function wardsOf(read: ReadToDecide, escort: string): readonly WardFacts[] {
  const {
    state,
    together,
    at,
    known: { rules },
  } = read;
  return [...state.custody].flatMap(([ward, custody]) => {
    if (custody.escort !== escort || together.includes(ward)) return [];
    const zone = zoneOf(state.presence.get(ward), at);
    const { basis } = custody;
    const asked = zone !== undefined && isEscortAsked(rules, zone, at, basis);
    return [{ ...heldOf(custody), ward, basis, zone, asked }];
  });
}

/** Apart until that is settled: a group that follows is given more than the time they parted with, and the guard was not told yet. */
function heldOf({ escort, mode, broken }: Custody): HeldCustody {
  if (broken === undefined) return { escort, mode, state: 'living' };
  return { escort, mode, state: broken.until === undefined ? 'broken' : 'following' };
}
