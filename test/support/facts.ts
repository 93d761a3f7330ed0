import type { CardFacts } from '../../src/access/decide/facts/card-facts.ts';
import { noCustody } from '../../src/access/decide/facts/custody-facts.ts';
import type { DecidingRow } from '../../src/access/decide/facts/deciding-rows.ts';
import type { DoorFacts } from '../../src/access/decide/facts/door-facts.ts';
import type { Duty } from '../../src/access/decide/facts/duty.ts';
import type { PassageFacts } from '../../src/access/decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../src/access/decide/facts/permission-facts.ts';
import type { PersonFacts } from '../../src/access/decide/facts/person-facts.ts';
import type { PresenceFacts } from '../../src/access/decide/facts/presence-facts.ts';
import type { SiteFacts } from '../../src/access/decide/facts/site-facts.ts';
import type { VisitFacts } from '../../src/access/decide/facts/visit-facts.ts';
import type { ZoneFacts } from '../../src/access/decide/facts/zone-facts.ts';
import { buildDutyTable } from '../../src/access/rules/zone-duties.ts';
import type { Determination } from '../../src/zones/regulation/determination.ts';
import { isDuring } from '../../src/zones/rules/is-during.ts';
import { aDetermination, aRuledZone, theLayers } from './a-ruled-zone.ts';

/** How a row stands: determined 要, determined 不要, or 要 only because nobody determined it. */
export type DutyWord = 'required' | 'not-required' | 'undetermined' | 'excepted';

export type ZoneOverrides = Partial<Omit<ZoneFacts, 'duties'>> & {
  readonly duties?: Partial<Record<DecidingRow, DutyWord>>;
  /** What rows are determined by, for whoever reads at this moment. */
  readonly determinations?: readonly (Partial<Determination> & { readonly row: DecidingRow })[];
};

export type PersonOverrides = Partial<Omit<PersonFacts, 'visit' | 'permissions' | 'permissionsBehind'>> & {
  readonly visit?: Partial<VisitFacts> | undefined;
  readonly permissions?: readonly Partial<PermissionFacts>[];
  readonly permissionsBehind?: readonly Partial<PermissionFacts>[];
};

export type FactsOverrides = {
  readonly at?: Date;
  readonly live?: boolean;
  readonly tooOld?: boolean;
  readonly read?: PassageFacts['read'];
  readonly door?: Partial<DoorFacts>;
  readonly from?: ZoneOverrides;
  readonly to?: ZoneOverrides;
  readonly site?: Partial<SiteFacts>;
  /** null = no such card. */
  readonly card?: Partial<CardFacts> | null;
  /** null = given to nobody. */
  readonly person?: PersonOverrides | null;
  /** `places`: those that are not simply one side of the door, or of class 1 and out of reach. */
  readonly presence?: Partial<PresenceFacts>;
};

export const clauses: Readonly<Record<DecidingRow, string>> = {
  t1r16: '2.3.1.1(1)(a)(イ)',
  t1r17: '2.3.1.1(1)(a)(イ)',
  t1r19: '2.3.1.1(2)(a)(ア)',
  t1r20: '2.3.1.1(2)(a)(イ)',
  t1r21: '2.3.1.1(2)(a)(ウ)',
  t1r26: '2.3.1.1(3)(a)(ア)',
  t1r27: '2.3.1.1(3)(a)(ア)',
  t1r30: '2.3.1.1(3)(a)(ウ)',
  t1r31: '2.3.1.1(3)(a)(ウ)',
  t1r32: '2.3.1.1(3)(a)(エ)',
  t1r33: '2.3.1.1(3)(a)(エ)',
  t1r34: '2.3.1.1(3)(a)(オ)',
  t1r35: '2.3.1.1(3)(a)(オ)',
  t1r47: '2.3.1.1(5)(a)',
  t1r49: '2.3.1.1(5)(a)',
  t2r17: '2.3.1.1(8)(a)',
};

const noon = new Date('2026-10-01T03:00:00Z');

/** A member of staff at noon before a class 2 office with a card, a permission and adopted determinations: a grant. */
export function facts(overrides: FactsOverrides = {}): PassageFacts {
  return {
    at: overrides.at ?? noon,
    live: overrides.live ?? true,
    tooOld: overrides.tooOld ?? false,
    read: overrides.read ?? 'ok',
    door: {
      id: 'door',
      contact: true,
      openWithinMs: 10_000,
      waitWithinMs: 20_000,
      escortWithinMs: 10_000,
      escortCounts: false,
      repeatWithinMs: 2000,
      outOfService: false,
      passback: { mode: 'hard' },
      escape: false,
      leadsOut: false,
      opensForCrew: false,
      unreadBack: false,
      freePassage: false,
      interlocked: false,
      ...overrides.door,
    },
    from: zone('corridor', 1, overrides, overrides.from),
    to: zone('office', 2, overrides, overrides.to),
    site: { emergency: false, lockdown: false, takenChecks: [], ...overrides.site },
    card: overrides.card === null ? undefined : card(overrides.card),
    person: overrides.person === null ? undefined : person(overrides.person),
    presence: {
      zone: overrides.from?.id ?? 'corridor',
      since: new Date('2026-10-01T02:00:00Z'),
      door: undefined,
      pending: undefined,
      waitsAt: undefined,
      ...overrides.presence,
      places: places(overrides),
    },
    rules: { policy: 'unified-h24-draft', site: 7, ministry: 3 },
  };
}

/** What is known of the places where the log may have the person. */
function places({ from, to, presence }: FactsOverrides): PresenceFacts['places'] {
  const [here, there] = [from?.id ?? 'corridor', to?.id ?? 'office'];
  const named = [presence?.zone ?? here, presence?.pending?.from, presence?.pending?.to];
  const said = presence?.places ?? [];
  const simple = [...new Set(named)].flatMap((zone) =>
    zone === undefined || said.some((one) => one.zone === zone)
      ? []
      : [{ zone, class: classOf(zone), reachesFrom: zone === here, reachesTo: zone === there }],
  );
  return [...said, ...simple];

  function classOf(zone: string): number | null {
    if (zone === here) return from?.class === undefined ? 1 : from.class;
    if (zone === there) return to?.class === undefined ? 2 : to.class;
    return 1;
  }
}

function card(overrides: Partial<CardFacts> = {}): CardFacts {
  return {
    id: 'card',
    state: 'active',
    activeFrom: new Date('2026-04-01T00:00:00Z'),
    expiresAt: undefined,
    formatAllowed: true,
    twin: false,
    ...overrides,
  };
}

function person(overrides: PersonOverrides = {}): PersonFacts {
  const { visit, permissions, permissionsBehind, ...rest } = overrides;
  return {
    id: 'person',
    kind: 'staff',
    state: 'active',
    contractEnded: false,
    contractNotBegun: false,
    escort: 'present',
    custody: noCustody,
    workUnattended: false,
    itemInside: false,
    ...rest,
    permissions: (permissions ?? [{}]).map(permission),
    permissionsBehind: (permissionsBehind ?? [{}]).map(permission),
    visit: visit && {
      id: 'visit',
      checkedIn: true,
      over: false,
      endsBy: 'hours',
      zoneInVisit: true,
      leftZoneInVisit: true,
      identityConfirmed: true,
      hostReviewed: true,
      ...visit,
    },
  };
}

function permission(overrides: Partial<PermissionFacts>): PermissionFacts {
  return {
    id: 'permission',
    startsAt: new Date('2026-04-01T00:00:00Z'),
    endsAt: new Date('2027-04-01T00:00:00Z'),
    withinSchedule: true,
    identityConfirmed: true,
    hostReviewed: true,
    ...overrides,
  };
}

function zone(
  id: string,
  zoneClass: number,
  passage: FactsOverrides,
  overrides: ZoneOverrides = {},
): ZoneFacts {
  const { duties, determinations = [], ...rest } = overrides;
  const decided = rest.class === undefined ? zoneClass : rest.class;
  return {
    id,
    class: decided,
    organisation: 'ministry',
    handover: false,
    maxOccupancy: undefined,
    neverAlone: false,
    others: 4,
    company: 4,
    guests: 0,
    controlled: false,
    ...rest,
    duties: {
      t1r16: duty('t1r16', decided, duties),
      t1r17: duty('t1r17', decided, duties),
      t1r19: duty('t1r19', decided, duties),
      t1r20: duty('t1r20', decided, duties),
      t1r21: duty('t1r21', decided, duties),
      t1r26: duty('t1r26', decided, duties),
      t1r27: duty('t1r27', decided, duties),
      t1r30: duty('t1r30', decided, duties),
      t1r31: duty('t1r31', decided, duties),
      t1r32: duty('t1r32', decided, duties),
      t1r33: duty('t1r33', decided, duties),
      t1r34: duty('t1r34', decided, duties),
      t1r35: duty('t1r35', decided, duties),
      t1r47: duty('t1r47', decided, duties),
      t1r49: duty('t1r49', decided, duties),
      t2r17: duty('t2r17', decided, duties),
      ...determined(decided, determinations, passage),
    },
  };
}

/** The duties of rows with a determination, towards the one who reads and at the moment of the passage. */
function determined(
  zoneClass: number | null,
  determinations: NonNullable<ZoneOverrides['determinations']>,
  { at = noon, person: reader }: FactsOverrides,
): Partial<Record<DecidingRow, Duty>> {
  if (determinations.length === 0) return {};
  const layers = theLayers({
    determinations: determinations.map((one) => aDetermination({ zoneClass: zoneClass ?? 0, ...one })),
  });
  const zones = new Map([['zone', aRuledZone({ id: 'zone', class: zoneClass })]]);
  const tokyo = { site: { timeZone: 'Asia/Tokyo' }, calendar: [], schedules: [] };
  const table = buildDutyTable(zones, layers, (times, moment) => isDuring(times, tokyo, moment));
  const duties = table('zone', at, reader === null ? undefined : (reader?.kind ?? 'staff'));
  return Object.fromEntries(determinations.map(({ row }) => [row, duties[row]]));
}

/** The determinations a careful ministry adopts: all rows 要 from the class given here on. */
const requiredFrom: Readonly<Record<DecidingRow, number>> = {
  t1r16: 1,
  t1r17: 3,
  t1r19: 1,
  t1r20: 3,
  t1r21: 3,
  t1r26: 1,
  t1r27: 1,
  t1r30: 1,
  t1r31: 1,
  t1r32: 1,
  t1r33: 1,
  t1r34: 3,
  t1r35: 2,
  t1r47: 2,
  t1r49: 2,
  t2r17: 1,
};

/** ※3 stands at these rows from class 2 on. */
const replaceableRows: ReadonlySet<DecidingRow> = new Set(['t1r26', 't1r27', 't1r30', 't1r31']);

function duty(
  row: DecidingRow,
  zoneClass: number | null,
  words: Partial<Record<DecidingRow, DutyWord>> = {},
): Duty {
  const rank = zoneClass ?? Number.POSITIVE_INFINITY;
  const word = words[row] ?? (rank >= requiredFrom[row] ? 'required' : 'not-required');
  return {
    clause: clauses[row],
    required: word !== 'not-required' && word !== 'excepted',
    undetermined: word === 'undetermined',
    replaceable: rank >= 2 && replaceableRows.has(row),
    ...(word === 'excepted' ? { exception: 'exception' } : {}),
  };
}
