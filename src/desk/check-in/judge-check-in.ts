import { rankOf } from '../../zones/plan/direction.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import type { DeskZone } from './desk-duties.ts';
import type { DeskFault } from './desk-faults.ts';
import { type DeskRow, deskRows } from './desk-rows.ts';

/** Something that stands against a member: with the row that asks for it and the zones where it does. */
export type Lack = {
  readonly code: DeskFault;
  readonly row?: RowId;
  readonly clause?: string;
  readonly undetermined?: true;
  /** Of what another room refused: its words. */
  readonly why?: string;
  /** By name; empty = wherever. */
  readonly zones: readonly string[];
};

/** What was done for one member at the desk, and what is on record. */
export type CheckInFacts = {
  /** Zones of the destinations and of the ways to them, class 0 left out. */
  readonly zones: readonly DeskZone[];
  /** Somebody confirmed who this is, by whatever means. */
  readonly identified: boolean;
  /** Where that counts, and where the 審査 does (※3). */
  readonly identityZoneIds: readonly string[];
  readonly reviewedZoneIds: readonly string[];
  /** 氏名・所属 are on record. */
  readonly named: boolean;
  /** A destination says which zones the visit is for. */
  readonly hasZones: boolean;
  /** A pass, or what stands in its place (row 36). */
  readonly worn: boolean;
  readonly inspected: boolean;
};

/** What keeps a member at the desk, and what will keep them out of single zones. */
export type CheckInJudgement = { readonly stops: readonly Lack[]; readonly later: readonly Lack[] };

/**
 * How far the rows let a visitor go on from the desk. Identity and 審査 are asked for again at each door: who lacks one is taken
 * in where a zone of the lowest class of the visit is open without it. What no door can see (name, zones, what is worn, the
 * inspection) has to be there wherever a zone of the visit asks for it.
 */
export function judgeCheckIn(facts: CheckInFacts): CheckInJudgement {
  const atDoors = [...lacksOf(facts, 'identity'), ...lacksOf(facts, 'review')];
  const lowest = lowestOf(facts.zones);
  const shut = new Set(atDoors.flatMap(({ zoneIds }) => zoneIds));
  const isHeld = lowest.length > 0 && lowest.every(({ id }) => shut.has(id));
  const holds = ({ zoneIds }: Unmet) => isHeld && lowest.some(({ id }) => zoneIds.includes(id));
  const here = (['record', 'zoneLimit', 'looks', 'inspection'] as const).flatMap((row) =>
    lacksOf(facts, row),
  );
  return {
    stops: [...atDoors.filter(holds), ...here].map(({ lack }) => lack),
    later: atDoors.filter((one) => !holds(one)).map(({ lack }) => lack),
  };
}

/** The exceptions (例外措置) without which something the more would stand against a member, by permit. */
export function leanedAtDesk(facts: CheckInFacts): readonly string[] {
  const rows = ['identity', 'record', 'review', 'zoneLimit', 'looks', 'inspection'] as const;
  const leaned = facts.zones.flatMap(({ id, duties }) =>
    rows.flatMap((row) => (isMet[row](facts, id) ? [] : (duties[row].exception ?? []))),
  );
  return [...new Set(leaned)].toSorted();
}

/** What was given for a row, and does not count. */
const givenFor = {
  'voucher-not-staff': 'identity',
  'not-a-child': 'identity',
  'adult-missing': 'identity',
  'head-missing': 'identity',
  'invitation-missing': 'identity',
  'invitation-of-another': 'identity',
  'escort-not-staff': 'looks',
} as const satisfies Partial<Record<DeskFault, DeskRow>>;

export type GivenFault = keyof typeof givenFor;

/** What is wrong with what was given, with its row wherever that stays unmet by what is on record without it. */
export function lackOfGiven(code: GivenFault, without: CheckInFacts): Lack {
  const [unmet] = lacksOf(without, givenFor[code]);
  return unmet === undefined ? { code, zones: [] } : { ...unmet.lack, code };
}

type Unmet = { readonly lack: Lack; readonly zoneIds: readonly string[] };

/** Whether a row is met for a zone. */
const isMet: Readonly<Record<DeskRow, (facts: CheckInFacts, zoneId: string) => boolean>> = {
  identity: ({ identityZoneIds }, zoneId) => identityZoneIds.includes(zoneId),
  review: ({ reviewedZoneIds }, zoneId) => reviewedZoneIds.includes(zoneId),
  record: ({ named }) => named,
  zoneLimit: ({ hasZones }) => hasZones,
  looks: ({ worn }) => worn,
  inspection: ({ inspected }) => inspected,
};

const faultOf: Readonly<Record<DeskRow, DeskFault>> = {
  identity: 'identity-not-confirmed',
  review: 'host-review-missing',
  record: 'name-not-recorded',
  zoneLimit: 'no-zones',
  looks: 'nothing-to-wear',
  inspection: 'not-inspected',
};

function lacksOf(facts: CheckInFacts, row: DeskRow): readonly Unmet[] {
  const unmet = facts.zones.filter(({ id, duties }) => duties[row].required && !isMet[row](facts, id));
  const [first] = unmet;
  if (first === undefined) return [];
  const undetermined = unmet.every(({ duties }) => duties[row].undetermined);
  const code = row === 'identity' && facts.identified ? 'identity-not-enough' : faultOf[row];
  const lack: Lack = {
    code,
    row: deskRows[row],
    clause: first.duties[row].clause,
    ...(undetermined ? { undetermined } : {}),
    zones: unmet.map(({ name }) => name),
  };
  return [{ lack, zoneIds: unmet.map(({ id }) => id) }];
}

function lowestOf(zones: readonly DeskZone[]): readonly DeskZone[] {
  const lowest = Math.min(...zones.map(rankOf));
  return zones.filter((zone) => rankOf(zone) === lowest);
}
