import type { Duty } from '../../src/access/decide/facts/duty.ts';
import type { PassageFacts } from '../../src/access/decide/facts/passage-facts.ts';
import type { PersonFacts } from '../../src/access/decide/facts/person-facts.ts';
import type { ZoneFacts } from '../../src/access/decide/facts/zone-facts.ts';

/** A requirement met: each turns one fact from bad to good and touches nothing else. */
export const requirements: Readonly<Record<string, (facts: PassageFacts) => PassageFacts>> = {
  'the read is of now': (facts) => ({ ...facts, tooOld: false }),
  'the read is clean': (facts) => ({ ...facts, read: 'ok' }),
  'the card is active': (facts) => withCard(facts, { state: 'active' }),
  'the card has begun': (facts) => withCard(facts, { activeFrom: new Date(0) }),
  'the card does not end': (facts) => withCard(facts, { expiresAt: undefined }),
  // A twin is nobody's where the two cards are two persons'; once one is ended, the holder of the other is known.
  'the card is registered once': (facts) =>
    facts.person === undefined ? facts : withCard(facts, { twin: false }),
  'the format is accepted': (facts) => withCard(facts, { formatAllowed: true }),
  'the person is active': (facts) => withPerson(facts, { state: 'active' }),
  'the contract runs': (facts) => withPerson(facts, { contractEnded: false, contractNotBegun: false }),
  'the escort is there': (facts) => withPerson(facts, { escort: 'present' }),
  'the work is attended': (facts) => withPerson(facts, { workUnattended: false }),
  'every permission is in hours and checked': (facts) =>
    withPermissions(facts, { withinSchedule: true, identityConfirmed: true, hostReviewed: true }),
  'the visit is in order': (facts) =>
    withPerson(facts, {
      visit: {
        id: 'visit',
        checkedIn: true,
        over: false,
        endsBy: 'hours',
        zoneInVisit: true,
        leftZoneInVisit: true,
        identityConfirmed: true,
        hostReviewed: true,
      },
    }),
  'the door works': (facts) => ({
    ...facts,
    door: { ...facts.door, outOfService: false, interlocked: false },
  }),
  'the lockdown ends': (facts) => ({ ...facts, site: { ...facts.site, lockdown: false } }),
  'there is room': (facts) => ({ ...facts, to: { ...facts.to, maxOccupancy: undefined } }),
  'deliveries come this far': (facts) => ({ ...facts, to: { ...facts.to, handover: true } }),
  'the person stands before the door': (facts) => ({
    ...facts,
    presence: {
      zone: facts.from.id,
      since: facts.at,
      door: undefined,
      pending: undefined,
      waitsAt: undefined,
      places: [{ zone: facts.from.id, class: facts.from.class, reachesFrom: true, reachesTo: false }],
    },
  }),
  'the rows are determined 不要': (facts) => ({ ...facts, from: eased(facts.from), to: eased(facts.to) }),
};

export function withCard(
  facts: PassageFacts,
  change: Partial<NonNullable<PassageFacts['card']>>,
): PassageFacts {
  return facts.card === undefined ? facts : { ...facts, card: { ...facts.card, ...change } };
}

export function withPerson(facts: PassageFacts, change: Partial<PersonFacts>): PassageFacts {
  return facts.person === undefined ? facts : { ...facts, person: { ...facts.person, ...change } };
}

function withPermissions(
  facts: PassageFacts,
  change: Partial<PersonFacts['permissions'][number]>,
): PassageFacts {
  return withPerson(facts, {
    permissions: facts.person?.permissions.map((one) => ({ ...one, ...change })) ?? [],
  });
}

/** Row 17 stays: it is a duty of the door's mode, and easing it is what free passage asks. */
export function eased(zone: ZoneFacts): ZoneFacts {
  const ease = (duty: Duty): Duty => ({ ...duty, required: false, undetermined: false });
  const { duties } = zone;
  return {
    ...zone,
    controlled: false,
    duties: {
      ...duties,
      t1r19: ease(duties.t1r19),
      t1r20: ease(duties.t1r20),
      t1r21: ease(duties.t1r21),
      t1r26: ease(duties.t1r26),
      t1r27: ease(duties.t1r27),
      t1r30: ease(duties.t1r30),
      t1r31: ease(duties.t1r31),
      t1r32: ease(duties.t1r32),
      t1r33: ease(duties.t1r33),
      t1r34: ease(duties.t1r34),
      t1r35: ease(duties.t1r35),
      t1r47: ease(duties.t1r47),
      t1r49: ease(duties.t1r49),
      t2r17: ease(duties.t2r17),
    },
  };
}

export function determinedRequired(zone: ZoneFacts): ZoneFacts {
  const { duties } = zone;
  const settle = (duty: Duty): Duty => ({ ...duty, undetermined: false });
  return {
    ...zone,
    duties: {
      ...duties,
      t1r19: settle(duties.t1r19),
      t1r26: settle(duties.t1r26),
      t1r27: settle(duties.t1r27),
      t1r30: settle(duties.t1r30),
      t1r31: settle(duties.t1r31),
      t1r32: settle(duties.t1r32),
      t1r33: settle(duties.t1r33),
      t1r34: settle(duties.t1r34),
      t1r35: settle(duties.t1r35),
      t1r47: settle(duties.t1r47),
      t1r49: settle(duties.t1r49),
      t2r17: settle(duties.t2r17),
    },
  };
}
