import { describe, expect, it } from 'vitest';
import { type AdmissionFacts, admissionOf } from '../../../src/visitors/admission/admission-of.ts';
import { type IdentityMeans, identityMeans } from '../../../src/visitors/registry/identity-check.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';

const ministry = '0190a000-0000-7000-8000-000000000001';
const building = '0190a000-0000-7000-8000-000000000002';
const [member, other, host, escort, unit] = ['m1', 'm2', 'h1', 'e1', 'u1'];
const day = '2026-04-06';

const zones = [
  aZone({ id: 'street', class: 0, organisation: building }),
  aZone({ id: 'lobby', class: 1, organisation: building }),
  aZone({ id: 'corridor', class: 1, organisation: ministry }),
  aZone({ id: 'toilet', class: 1, organisation: ministry, visitorsCommon: true }),
  aZone({ id: 'office', class: 2, organisation: ministry }),
  aZone({ id: 'server', class: 3, organisation: ministry }),
  aZone({ id: 'library', class: 2, organisation: ministry }),
];
const desks = [
  { id: 'gate', name: '総合受付', zone: 'lobby', outside: 'street', organisation: building },
  { id: 'floor', name: '省受付', zone: 'corridor', outside: 'street', organisation: ministry },
];

function aDestination(over: object = {}) {
  return {
    siteId: 's1',
    destinationId: 'd1',
    fromSeq: 1,
    untilSeq: null,
    visitId: 'v1',
    hostId: host,
    place: null,
    zoneIds: ['office'],
    wayZoneIds: ['lobby', 'corridor'],
    memberIds: [],
    escortIds: [escort],
    review: { by: host, way: 'host' as const, at: '2026-04-01T00:00:00Z', examined: [] },
    reviewedMemberIds: [member],
    reviewedDays: [day],
    ...over,
  };
}

function facts({
  settings = {},
  arrival = {},
  destination = {},
  over = {},
}: {
  readonly settings?: object;
  readonly arrival?: object;
  readonly destination?: object;
  readonly over?: Partial<AdmissionFacts>;
} = {}): AdmissionFacts {
  const site = { name: '庁舎', timeZone: 'Asia/Tokyo', visitors: settings };
  return {
    visit: { visitId: 'v1', organisationId: ministry, state: 'planned', perEscort: null },
    destinations: [aDestination(destination)],
    arrival: {
      memberId: member,
      day,
      state: 'checked-in',
      endsAt: new Date('2026-04-06T03:00:00Z'),
      turnedClosedAt: null,
      deskId: 'floor',
      identity: { means: 'photo-id', by: 'r1', at: '2026-04-06T01:00:00Z' },
      furtherChecks: [],
      ...arrival,
    },
    listed: true,
    plan: aPlan({ site, zones, desks }),
    unitOf: new Map([[host, unit]]),
    at: new Date('2026-04-06T01:00:00Z'),
    ...over,
  };
}

/** The highest class of the zones above in which each counts, where the site says nothing else. */
const sufficesFor = {
  'photo-id': 3,
  'invitation-and-id': 2,
  'member-badge': 2,
  vouched: 3,
  'employer-asked': 3,
  'delegation-list': 3,
  'child-with-adult': 2,
} as const satisfies Record<IdentityMeans, 2 | 3>;

describe('admissionOf', () => {
  it('opens the destinations, the ways to them, the common zones and that of the desk', () => {
    expect(admissionOf(facts())).toMatchObject({
      open: true,
      zoneIds: ['corridor', 'lobby', 'office', 'toilet'],
      escortIds: [escort, host],
      escortOrganisationIds: [unit],
    });
  });

  it('knows only the destinations that the member is bound for', () => {
    const library = aDestination({ destinationId: 'd2', zoneIds: ['library'], memberIds: [other] });
    const admission = admissionOf(facts({ over: { destinations: [aDestination(), library] } }));
    expect(admission.zoneIds).not.toContain('library');
  });

  it.each([
    ['the organisation of the desk', 'floor', {}, ['corridor', 'library', 'office', 'server', 'toilet']],
    ['nobody else, where no choice is made (※3)', 'gate', {}, ['lobby', 'street']],
    [
      'whoever chose to take the check of that desk (※3)',
      'gate',
      { takenChecks: [{ organisation: ministry, of: building, what: 'identity', basis: '覚書' }] },
      ['corridor', 'library', 'lobby', 'office', 'server', 'street', 'toilet'],
    ],
    [
      'nobody who took another check of it',
      'gate',
      { takenChecks: [{ organisation: ministry, of: building, what: 'review', basis: '覚書' }] },
      ['lobby', 'street'],
    ],
  ])('lets the identity check count for %s', (_, deskId, settings, counts) => {
    expect(admissionOf(facts({ arrival: { deskId }, settings })).identityZoneIds).toEqual(counts);
  });

  it.each(identityMeans)('lets %s count up to the class it suffices for', (means) => {
    const own = ['corridor', 'library', 'office', 'toilet'];
    const identity = { means, by: 'r1', at: '2026-04-06T01:00:00Z' };
    expect(admissionOf(facts({ arrival: { identity } })).identityZoneIds.toSorted()).toEqual(
      sufficesFor[means] === 3 ? [...own, 'server'].toSorted() : own,
    );
  });

  it('lets nothing count that the site does not name for the class', () => {
    const settings = { identity: [{ class: 2, means: ['photo-id'] }] };
    const asked = { means: 'employer-asked', by: 'r1', at: '2026-04-06T01:00:00Z' };
    expect(admissionOf(facts({ arrival: { identity: asked }, settings })).identityZoneIds).toEqual([]);
  });

  it('lets the check of each desk count for its own organisation, up to the class it suffices for (※3)', () => {
    const at = '2026-04-06T01:30:00Z';
    const again = (means: 'photo-id' | 'member-badge') => ({
      deskId: 'gate',
      furtherChecks: [{ deskId: 'floor', identity: { means, by: 'r2', at } }],
    });
    const own = ['corridor', 'library', 'lobby', 'office'];
    expect(admissionOf(facts({ arrival: again('photo-id') })).identityZoneIds).toEqual([
      ...own,
      'server',
      'street',
      'toilet',
    ]);
    expect(admissionOf(facts({ arrival: again('member-badge') })).identityZoneIds).toEqual([
      ...own,
      'street',
      'toilet',
    ]);
    expect(admissionOf(facts({ arrival: again('photo-id') })).zoneIds).toContain('corridor');
  });

  it('lets the review of each destination count where that one is, whoever the visit came to first', () => {
    const visit = { visitId: 'v1', organisationId: building, state: 'planned' as const, perEscort: null };
    expect(admissionOf(facts({ over: { visit } })).reviewedZoneIds).toEqual(['corridor', 'office', 'toilet']);
  });

  it('knows no identity where none was confirmed, and no review where the host was silent', () => {
    expect(admissionOf(facts({ arrival: { identity: null } })).identityZoneIds).toEqual([]);
    for (const silent of [
      { review: null },
      { reviewedMemberIds: [other] },
      { reviewedDays: ['2026-04-07'] },
    ]) {
      expect(admissionOf(facts({ destination: silent })).reviewedZoneIds).toEqual([]);
    }
  });

  it('lets a review count in the zones of the visit that its organisation has, and in those of who takes it (※3)', () => {
    expect(admissionOf(facts()).reviewedZoneIds).toEqual(['corridor', 'office', 'toilet']);
    const takenChecks = [{ organisation: building, of: ministry, what: 'both', basis: '庁舎管理規程' }];
    expect(admissionOf(facts({ settings: { takenChecks } })).reviewedZoneIds).toContain('lobby');
  });

  it('opens nothing of a destination whose host is silent by the review of another, and all that both lead through', () => {
    const reviewed = aDestination({ zoneIds: ['office'], wayZoneIds: ['lobby', 'corridor'] });
    const silent = { review: null, reviewedMemberIds: [], reviewedDays: [] };
    const waiting = aDestination({
      destinationId: 'd2',
      zoneIds: ['library'],
      wayZoneIds: ['corridor', 'office', 'server'],
      ...silent,
    });
    const admission = admissionOf(facts({ over: { destinations: [reviewed, waiting] } }));
    expect(admission.zoneIds).toEqual(['corridor', 'library', 'lobby', 'office', 'server', 'toilet']);
    expect(admission.reviewedZoneIds).toEqual(['corridor', 'office', 'toilet']);
  });

  it('names whole units as escorts only where the site says so', () => {
    expect(admissionOf(facts({ settings: { unitEscorts: false } })).escortOrganisationIds).toEqual([]);
  });

  it.each([
    [
      'is paused',
      { over: { visit: { visitId: 'v1', organisationId: ministry, state: 'paused', perEscort: null } } },
    ],
    [
      'is cancelled',
      { over: { visit: { visitId: 'v1', organisationId: ministry, state: 'cancelled', perEscort: null } } },
    ],
    ['has left the member off its list', { over: { listed: false } }],
    ['has the member out for a while', { arrival: { state: 'out-for-now' } }],
    ['has the member gone', { arrival: { state: 'checked-out' } }],
  ] as const)('opens nothing while the visit %s', (_, given) => {
    expect(admissionOf(facts(given)).open).toBe(false);
  });

  it('ends with the accreditation of whoever is of the press, where that ends before the visit does', () => {
    const { endsAt } = admissionOf(facts());
    const [before, after] = [-1, 1].map((ms) => new Date(endsAt.getTime() + ms));
    expect(admissionOf(facts({ over: { accreditedUntil: before } }))).toMatchObject({
      endsAt: before,
      endsBy: 'press',
    });
    expect(admissionOf(facts({ over: { accreditedUntil: after } }))).toMatchObject({
      endsAt,
      endsBy: 'hours',
    });
    expect(admissionOf(facts({ arrival: { turnedClosedAt: endsAt } }))).toMatchObject({
      endsAt,
      endsBy: 'turned-closed',
    });
  });
});
