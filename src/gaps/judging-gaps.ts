import type { Slices } from '../kernel/in-slices.ts';
import { equipmentKinds, theftRowOf } from '../registers/equipment/equipment-kinds.ts';
import type { EquipmentCounted } from '../registers/equipment/equipment-rows.ts';
import { hazards, rowOfHazards } from '../registers/measures/measured-rows.ts';
import { dayAt } from '../zones/hours/day-at.ts';
import { instantOf } from '../zones/hours/instant-of.ts';
import type { Finding } from '../zones/lints/finding.ts';
import type { SitePlan, Zone } from '../zones/plan/site-plan.ts';
import { exceptionIn } from '../zones/regulation/exception-in.ts';
import type { Layers } from '../zones/regulation/layers.ts';
import type { Requirement } from '../zones/regulation/requirement.ts';
import { resolveRequirement } from '../zones/regulation/resolve-requirement.ts';
import { type RowId, rowIds } from '../zones/regulation/row-ids.ts';
import { type AddedFacts, addedUnder } from './added-under.ts';
import { daysSinceOldest } from './days-since-oldest.ts';
import { evidenceByRow } from './evidence-by-row.ts';
import type { Evidence, GapLine, GapReport, GapState } from './gap-line.ts';
import { gapStates } from './gap-line.ts';
import { thingsInWords } from './things-in-words.ts';
import { elementsByZone, type ZoneElements } from './zone-elements.ts';

/** What is known of a site, gathered beforehand. */
export type GapFacts = AddedFacts & {
  readonly at: Date;
  readonly rulesSeq: number;
  readonly plan: SitePlan;
  readonly layers: Layers;
  /** What the lints say of the plan. */
  readonly findings: readonly Finding[];
  readonly cameras: readonly CameraKnown[];
  /** Those that stand. */
  readonly measures: readonly MeasureKnown[];
  /** What stands somewhere. */
  readonly equipment: readonly EquipmentCounted[];
  /** By zone: when somebody was last recorded to have come in. */
  readonly lastPassages: ReadonlyMap<string, { readonly seq: number; readonly at: Date }>;
};

/** A measure of the register, its days those of the site. */
export type MeasureKnown = {
  readonly zone: string;
  readonly row: RowId;
  readonly hazard: string | null;
  readonly what: string;
  readonly evidence: string;
  readonly takenOn: string;
  readonly inspectedOn: string | null;
  /** The last day by which it is to be inspected. */
  readonly nextInspectionOn: string | null;
};

export type CameraKnown = { readonly code: string; readonly zone: string; readonly since: Date };

/** Nobody has to do anything for it. */
const asksNothing: ReadonlySet<Requirement['value']> = new Set(['not-applicable', 'not-required', 'allowed']);

/**
 * Judges every row in each of these zones of a plan, by all of the plan: what a zone lacks may stand at a door to another. Pure and total:
 * each row has its kind of evidence.
 */
export function* judgingGaps(
  facts: GapFacts,
  ofZones: readonly Zone[] = facts.plan.zones,
): Slices<GapReport> {
  const { at, plan, layers, rulesSeq } = facts;
  const elements = elementsByZone(plan, facts.findings);
  const lines: GapLine[] = [];
  for (const zone of ofZones) {
    const here = elements.get(zone.id) ?? noElements;
    for (const row of rowIds) {
      const judged = judgeRow(row, zone, here, facts);
      lines.push({ ...judged, days: daysSinceOldest(judged.evidence, at) });
    }
    yield;
  }
  const counts = Object.fromEntries(Object.keys(gapStates).map((state) => [state, 0])) as Record<
    GapState,
    number
  >;
  for (const { state } of lines) counts[state] += 1;
  const zones = ofZones.map(({ id, name, class: zoneClass }) => ({ id, name, class: zoneClass }));
  return { at, policy: layers.policy.package, rulesSeq, zones, lines, counts };
}

const noElements: ZoneElements = {
  elements: [],
  entries: [],
  unreadEntries: [],
  exits: [],
  unreadExits: [],
  locks: [],
  findings: [],
};

function judgeRow(row: RowId, zone: Zone, here: ZoneElements, facts: GapFacts): Omit<GapLine, 'days'> {
  const { layers, at } = facts;
  const added = addedUnder(row, zone.id, facts);
  const requirement = resolveRequirement(row, zone, at, { brought: added.brought }, layers);
  const by = evidenceByRow[row];
  const line = {
    zone: zone.id,
    row,
    clause: requirement.clause,
    title: layers.policy.rows[row].title,
    value: requirement.value,
    chain: requirement.chain,
    by,
  };
  const excepted = exceptedBy(requirement, layers);
  if (excepted !== undefined)
    return { ...line, state: 'excepted', evidence: [excepted], missing: [], ...untilOf(excepted) };
  if (requirement.undetermined) {
    const missing = ['府省庁の判断が採択されていない（それまで厳しい方の値が効く）'];
    return { ...line, state: 'undetermined', evidence: [], missing };
  }
  if (asksNothing.has(requirement.value) && !here.findings.some((found) => found.row === row)) {
    return { ...line, state: 'not-asked', evidence: determinedBy(requirement, layers), missing: [] };
  }
  const another = heldByAnother(requirement, facts);
  if (another !== undefined) {
    return { ...line, state: 'held-by-another', evidence: [another], missing: [], ...untilOf(another) };
  }
  if (by === 'act' || (by === 'addition' && !added.isAny))
    return { ...line, state: 'at-each-act', evidence: determinedBy(requirement, layers), missing: [] };
  const { evidence, missing } = found(row, zone, requirement, here, facts);
  return { ...line, state: missing.length === 0 ? 'met' : 'missing', evidence, missing };
}

function untilOf({ until }: Evidence): { readonly until?: Date } {
  return until === undefined ? {} : { until };
}

function exceptedBy(requirement: Requirement, { openings }: Layers): Evidence | undefined {
  const permit = exceptionIn(requirement);
  const opening = openings.find(({ id }) => id === permit);
  return opening && { kind: 'exception', ref: opening.id, at: opening.from, until: opening.until };
}

function determinationIn({ chain }: Requirement, { determinations }: Layers) {
  const source = chain.findLast(({ layer }) => layer === 'determination')?.source;
  return determinations.find(({ id }) => id === source);
}

function determinedBy(requirement: Requirement, layers: Layers): readonly Evidence[] {
  const determination = determinationIn(requirement, layers);
  if (determination === undefined) return [];
  const { id, from, until } = determination;
  return [{ kind: 'determination', ref: id, at: from, ...(until === undefined ? {} : { until }) }];
}

/** 管理官庁・ビル管理会社: who confirmed what, by which document. */
function heldByAnother(requirement: Requirement, { layers, plan }: GapFacts): Evidence | undefined {
  const held = determinationIn(requirement, layers)?.heldBy;
  if (held === undefined) return undefined;
  const { body, document, confirmedOn, until } = held;
  const at = startOf(confirmedOn, plan);
  return { kind: 'another-body', ref: `${body} ${document}`, at, ...(until === undefined ? {} : { until }) };
}

type Found = Pick<GapLine, 'evidence' | 'missing'>;

/** What shows that a row is kept, and what is missing, of a row that is asked and is no matter of single acts. */
function found(row: RowId, zone: Zone, requirement: Requirement, here: ZoneElements, facts: GapFacts): Found {
  const wrong = here.findings.filter((one) => one.row === row).map(({ message }) => message);
  switch (evidenceByRow[row]) {
    case 'plan':
      return { evidence: wrong.length === 0 ? here.elements.map(elementOf) : [], missing: wrong };
    case 'entry':
      return read(here.entries, here.unreadEntries, '入口', wrong);
    case 'exit':
      return read(here.exits, here.unreadExits, '出口', wrong);
    case 'passages': {
      const { evidence, missing } = read(here.entries, here.unreadEntries, '入口', wrong);
      const last = facts.lastPassages.get(zone.id);
      const passage: readonly Evidence[] =
        last === undefined ? [] : [{ kind: 'passage', ref: String(last.seq), at: last.at }];
      const silent = last === undefined ? ['この区域に入った記録がまだない'] : [];
      return { evidence: [...evidence, ...passage], missing: [...missing, ...silent] };
    }
    case 'cameras': {
      const cameras = facts.cameras.filter((camera) => camera.zone === zone.id);
      return {
        evidence: cameras.map(({ code, since }) => ({ kind: 'camera', ref: code, at: since })),
        missing: cameras.length === 0 ? ['働いている監視カメラが登録されていない'] : [],
      };
    }
    case 'addition':
      return addedUnder(row, zone.id, facts);
    default:
      return measured(row, zone, requirement, here, wrong, facts);
  }
}

/** ※4: where whoever enters is confirmed, the lock of the room stands for those of its devices. */
function measured(
  row: RowId,
  zone: Zone,
  { footnote }: Requirement,
  here: ZoneElements,
  wrong: readonly string[],
  { measures, equipment, plan, at }: GapFacts,
): Found {
  const taken = measures.filter((measure) => measure.zone === zone.id && measure.row === row);
  const standing = equipment.filter((thing) => thing.zone === zone.id && theftRowOf(thing) === row);
  const locks = footnote === '※4' ? here.locks : [];
  return {
    evidence: [
      ...locks.map(elementOf),
      ...taken.map((measure) => measureOf(measure, plan)),
      ...standing.flatMap((things) => securedOf(things, plan)),
    ],
    missing: [
      ...wrong,
      ...(locks.length > 0 ? [] : untaken(row, taken, standing)),
      ...overdue(taken, dayAt(at, plan.site.timeZone)),
    ],
  };
}

/** What nobody has taken: of 9a a measure against each hazard. A measure of the zone stands for all that stands there; without one each thing has its own. */
function untaken(
  row: RowId,
  taken: readonly MeasureKnown[],
  standing: readonly EquipmentCounted[],
): readonly string[] {
  if (row !== rowOfHazards) {
    if (taken.length > 0) return [];
    return standing.length === 0 ? ['講じた対策が登録されていない'] : standing.flatMap(unsecuredOf);
  }
  return Object.entries(hazards).flatMap(([hazard, words]) =>
    taken.some((measure) => measure.hazard === hazard) ? [] : [`${words}への対策が登録されていない`],
  );
}

function overdue(taken: readonly MeasureKnown[], today: string): readonly string[] {
  return taken.flatMap(({ what, nextInspectionOn }) =>
    nextInspectionOn !== null && nextInspectionOn < today
      ? [`「${what}」の点検の期限（${nextInspectionOn}）を過ぎている`]
      : [],
  );
}

function measureOf({ what, evidence, takenOn, inspectedOn }: MeasureKnown, plan: SitePlan): Evidence {
  return {
    kind: 'measure',
    ref: `${what}（${evidence}）`,
    at: startOf(inspectedOn ?? takenOn, plan),
  };
}

/** Things that are secured alike. */
function securedOf(
  { kind, securedBy, pieces, since }: EquipmentCounted,
  plan: SitePlan,
): readonly Evidence[] {
  if (securedBy === null) return [];
  const ref = `${securedBy}（${equipmentKinds[kind].words} ${pieces}台）`;
  return [{ kind: 'equipment', ref, at: startOf(since, plan) }];
}

/** What is known by its day alone stands since that day began at the site. */
function startOf(day: string, { site }: SitePlan): Date {
  return new Date(instantOf(day, '00:00', site.timeZone));
}

function unsecuredOf({ securedBy, ...things }: EquipmentCounted): readonly string[] {
  return securedBy === null ? [`${thingsInWords(things)}の盗難防止の措置が登録されていない`] : [];
}

function read(
  ways: readonly string[],
  unread: readonly string[],
  what: string,
  wrong: readonly string[],
): Found {
  const lacking = unread.map((door) => `${what}の扉 ${door} に読取装置がない`);
  return { evidence: ways.map(elementOf), missing: lacking.length > 0 ? lacking : wrong };
}

function elementOf(ref: string): Evidence {
  return { kind: 'plan-element', ref };
}
