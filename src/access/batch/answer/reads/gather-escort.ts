import type { CustodyBasis } from '../../../../log/entry/effects.ts';
import { mayWaitForEscort } from '../../../../zones/plan/may-wait.ts';
import { outsiderRows } from '../../../../zones/regulation/outsider-rows.ts';
import type { EscortRight } from '../../../decide/escort/escort-fault.ts';
import { type Company, judgeCompany } from '../../../decide/escort/judge-company.ts';
import { wardsPerEscort } from '../../../decide/escort/wards-per-escort.ts';
import type { CustodyFacts, HeldCustody, WardFacts } from '../../../decide/facts/custody-facts.ts';
import type { PersonFacts } from '../../../decide/facts/person-facts.ts';
import type { Custody } from '../../../state/site-state.ts';
import { isEscortAsked } from '../escorts/is-escort-asked.ts';
import { zoneOf } from '../escorts/zone-of.ts';
import { atHand } from './at-hand.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';
import { overRatioOf } from './over-ratio-of.ts';
import { rightHere } from './right-here.ts';

type Ward = { readonly id: string; readonly kind: PersonFacts['kind'] };

/**
 * 付添い of whoever reads: who escorts them through this door, and whom they leave behind or find there. Whoever attends their work in the
 * zone behind the door escorts them there, with any number of others (別表1 行49).
 */
export function gatherEscort(
  read: ReadToDecide,
  person: Ward,
  attendant: string | undefined,
): Pick<PersonFacts, 'escort' | 'custody'> {
  const { right, escort, by } = attendedBy(attendant, companyOf(read, person));
  const held = read.state.custody.get(person.id);
  const wards = wardsOf(read, person.id);
  return {
    escort,
    custody: {
      held: held && heldOf(held),
      with: right === undefined || by === undefined ? undefined : { escort: by, basis: right.basis },
      wards,
      overRatio: person.kind === 'staff' ? overRatioOf(read, person.id, wards) : undefined,
    } satisfies CustodyFacts,
  };
}

/** Whoever escorts them already goes on; nobody else is waited for where the attendant is. */
function attendedBy(attendant: string | undefined, company: CompanyFound): CompanyFound {
  return attendant === undefined || company.escort === 'present'
    ? company
    : { ...company, escort: 'present', by: attendant };
}

type CompanyFound = Company & { readonly right: EscortRight | undefined };

/** Staff need no escort. */
function companyOf(read: ReadToDecide, person: Ward): CompanyFound {
  if (person.kind === 'staff') return { escort: 'present', by: undefined, right: undefined };
  const { way, known, state } = read;
  const right = rightOf(read);
  const company = judgeCompany({
    right,
    held: state.custody.get(person.id)?.escort,
    atHand: atHand(read, person.id),
    mayCome: mayWaitForEscort(way.from, way.to),
    most: wardsPerEscort(known.rules.visitors, way.to.class, known.reader?.escorts?.right),
  });
  return { ...company, right };
}

function rightOf({ known: { reader, rules } }: ReadToDecide): EscortRight | undefined {
  return rightHere(rules, reader?.escorts?.right);
}

/** Those who pass together with their escort do by their own read. */
function wardsOf(read: ReadToDecide, escort: string): readonly WardFacts[] {
  const {
    state,
    together,
    at,
    known: { rules },
  } = read;
  const wards: WardFacts[] = [];
  for (const [ward, custody] of state.custody) {
    if (custody.escort !== escort || together.includes(ward)) continue;
    const zone = zoneOf(state.presence.get(ward), at);
    const { basis, together: joint } = custody;
    const asked = zone !== undefined && isEscortAsked(rules, zone, at, basis);
    wards.push({
      ...heldOf(custody),
      ward,
      basis,
      zone,
      asked,
      askedBehind: isEscortAsked(rules, read.way.to.id, at, basis),
      ledOut: !asked && joint !== undefined,
      admitted: isWardAdmitted(read, ward, basis),
    });
  }
  return wards;
}

/** Ways out are open to everybody; inward a ward is asked what their own read would ask (rows 26, 27, 30–33). */
function isWardAdmitted({ way, at, known }: ReadToDecide, ward: string, basis: CustodyBasis): boolean {
  if (way.leadsOut) return true;
  const admission = known.reader?.escorts?.wardAdmissions.get(ward);
  if (admission === undefined || !admission.open || admission.endsAt <= at.getTime()) return false;
  const group = basis === 'visit' ? 'visit' : 'standing';
  const duties = known.rules.duties(way.to.id, at, basis === 'visit' ? 'visitor' : 'card-lent');
  const isAsked = (measure: 'identity' | 'hostReview' | 'zoneLimit') =>
    duties[outsiderRows[measure][group]].required;
  return (
    (admission.covers || !isAsked('zoneLimit')) &&
    (admission.identity || !isAsked('identity')) &&
    (admission.review || !isAsked('hostReview'))
  );
}

/** Apart until that is settled: a group that follows is given more than the time they parted with, and the guard was not told yet. */
function heldOf({ escort, mode, broken }: Custody): HeldCustody {
  if (broken === undefined) return { escort, mode, state: 'living', apartSince: undefined };
  const state = broken.until === undefined ? 'broken' : 'following';
  return { escort, mode, state, apartSince: broken.since };
}
