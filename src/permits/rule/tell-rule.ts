import { sameValue } from '../../zones/plan/same-value.ts';
import type { Circumstances } from '../../zones/regulation/circumstances.ts';
import type { Layers, Opening, RuledZone } from '../../zones/regulation/layers.ts';
import { policyTextOf } from '../../zones/regulation/policy.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { type Approvers, approversOf } from './approvers.ts';
import { askedByArticle, isArticle } from './articles.ts';
import { exceptionsOver, type PersonException } from './exception-over.ts';
import { needOf } from './need-of.ts';
import { type AskedRow, isRow, type RuleLine, type RuleTold, type Waived } from './rule-told.ts';
import { theOutside } from './the-outside.ts';
import { isDecided, strictestTrack, type Track, trackOf } from './track-of.ts';
import { trackOfAsked } from './track-of-asked.ts';
import { strictestOfOpening, trackOfOpening } from './track-of-opening.ts';
import { isSpared, type Waiver } from './waiver.ts';

/** What is applied for: under which rows, in which zones, in which case, by the people of which unit. */
export type RuleQuestion = {
  readonly asked: readonly AskedRow[];
  readonly zones: readonly RuledZone[];
  readonly circumstances: Circumstances;
  readonly unit: string | null;
  /** What is applied for is that the rows be opened for everybody there; undefined where something is done under them. */
  readonly opens?: Opening['kind'] | undefined;
  /** Those for whoever applies (`isWaiverFor`); absent = none. */
  readonly waivers?: readonly Waiver[];
  /** Of each person it is for, what is left out for them by name, and until when it goes on; absent = nothing. */
  readonly excepting?: { readonly persons: readonly (readonly PersonException[])[]; readonly until: Date };
};

/**
 * What the rows ask in these zones, or outside, at a moment: the track that all of them together leave, and whose consents it takes. What is to be
 * opened is what stands without any opening, so that of two exceptions neither hides what the other leaves out.
 */
export function tellRule(
  { asked, zones, circumstances, unit, opens, waivers = [], excepting }: RuleQuestion,
  at: Date,
  layers: Layers,
): RuleTold {
  const standing = opens === undefined ? layers : { ...layers, openings: [] };
  const weigh = (one: AskedRow, zone: RuledZone) => {
    const { row, part, brought, outside } = one;
    const requirement = isArticle(row)
      ? askedByArticle(row)
      : resolveRequirement(row, zone, at, { ...circumstances, part, brought }, standing);
    const place = { of: zone, zone: outside ? null : zone.id, one, requirement };
    const unwaived = { ...place, waiver: undefined, excepted: undefined };
    if (opens !== undefined) return { ...unwaived, track: trackOfOpening(opens, requirement) };
    // Whoever consents besides, to what the row does not speak of, is not left out with it.
    const excepted =
      isRow(one) && excepting !== undefined && one.besides === undefined && !one.outside
        ? exceptionsOver(
            excepting.persons,
            one.row,
            zone.id,
            { from: at, until: excepting.until },
            requirement,
          )
        : undefined;
    if (excepted !== undefined) return { ...unwaived, track: spared, excepted };
    const track = trackOfAsked(one, requirement);
    const line = { asked: one, zone: place.zone, requirement, track, applied: circumstances };
    const waiver = waivers.find((waives) => isSpared(waives, line));
    return waiver === undefined ? { ...unwaived, track } : { ...unwaived, track: spared, waiver };
  };
  const inside = asked.filter(({ outside }) => !outside);
  const weighed = [
    ...zones.flatMap((zone) =>
      inside.filter(({ inZone = zone.id }) => inZone === zone.id).map((one) => weigh(one, zone)),
    ),
    ...asked.filter(({ outside }) => outside).map((one) => weigh(one, theOutside(unit))),
  ];
  const needs = weighed
    .filter(({ waiver, excepted }) => waiver === undefined && excepted === undefined)
    .flatMap(({ zone, one, requirement }) =>
      [...decidersOf(one, requirement, opens), ...(one.besides ?? [])].map((anyOf) =>
        needOf(anyOf, zone, unit),
      ),
    );
  const tracks = weighed.map(({ track }) => track);
  return {
    text: policyTextOf(layers.policy),
    track: opens === undefined ? strictestTrack(tracks) : strictestOfOpening(opens, tracks),
    lines: weighed.map(({ zone, of, one, requirement, track, waiver, excepted }) => ({
      ...one,
      zone,
      class: of.class,
      track,
      ...lineOf(requirement, layers),
      ...(waiver === undefined ? {} : { waived: waivedBy(waiver) }),
      ...(excepted === undefined ? {} : { excepted }),
    })),
    needs: needs.filter((need, index) => needs.findIndex((one) => sameValue(one, need)) === index),
  };
}

/** What a waiver, or an exception for those it is for, leaves of what a row asks. */
const spared: Track = 'free';

/** Who decides what the row itself asks, or what would open it; nobody where that is no decision. */
function decidersOf(
  { row }: AskedRow,
  requirement: Requirement,
  opens: Opening['kind'] | undefined,
): Approvers {
  const track: Track = opens === undefined ? trackOf(requirement) : trackOfOpening(opens, requirement);
  return isDecided(track, opens) ? approversOf(row, requirement, opens) : [];
}

function waivedBy({ id, basis, reason, recordedBy }: Waiver): Waived {
  return { id, basis, reason, recordedBy };
}

function lineOf(
  { clause, value, undetermined, dependsOn, means, chain }: Requirement,
  { determinations }: Layers,
): Omit<RuleLine, keyof AskedRow | 'zone' | 'class' | 'track' | 'waived' | 'excepted'> {
  const source = chain.findLast(({ layer }) => layer === 'determination')?.source;
  const determination = determinations.find(({ id }) => id === source);
  const determined =
    determination === undefined
      ? null
      : { by: determination.decidedBy, from: determination.from.toISOString() };
  const demands = means?.kind === 'permission' ? means.needs : [];
  return {
    ...{ clause, value, undetermined, dependsOn, chain, determined },
    ...(demands.length === 0 ? {} : { demands }),
  };
}
