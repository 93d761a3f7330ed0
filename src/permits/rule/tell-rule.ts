import type { Role } from '../../authority/roles.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { Circumstances } from '../../zones/regulation/circumstances.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { approversOf } from './approvers.ts';
import type { AskedRow, Need, RuleLine, RuleTold } from './rule-told.ts';
import { strictestTrack, trackOf } from './track-of.ts';

/** What is applied for: under which rows, in which zones, in which case, by the people of which unit. */
export type RuleQuestion = {
  readonly asked: readonly AskedRow[];
  readonly zones: readonly RuledZone[];
  readonly circumstances: Circumstances;
  readonly unit: string | null;
};

/** What the rows ask in these zones at a moment: the track that all of them together leave, and whose consents it takes. */
export function tellRule(
  { asked, zones, circumstances, unit }: RuleQuestion,
  at: Date,
  layers: Layers,
): RuleTold {
  const weighed = zones.flatMap((zone) =>
    asked.map((one) => {
      const { row, part } = one;
      const requirement = resolveRequirement(row, zone, at, { ...circumstances, part }, layers);
      return { zone, one, requirement, track: trackOf(requirement) };
    }),
  );
  const needs = weighed
    .filter(({ track }) => track === 'permission' || track === 'undetermined')
    .flatMap(({ zone, one, requirement }) =>
      approversOf(one.row, requirement).map((anyOf) => needOf(anyOf, zone.id, unit)),
    );
  return {
    track: strictestTrack(weighed.map(({ track }) => track)),
    lines: weighed.map(({ zone, one, requirement, track }) => ({
      ...one,
      zone: zone.id,
      class: zone.class,
      track,
      ...lineOf(requirement, layers),
    })),
    needs: needs.filter((need, index) => needs.findIndex((one) => sameValue(one, need)) === index),
  };
}

function lineOf(
  { clause, value, undetermined, dependsOn, chain }: Requirement,
  { determinations }: Layers,
): Omit<RuleLine, 'row' | 'part' | 'zone' | 'class' | 'track'> {
  const source = chain.findLast(({ layer }) => layer === 'determination')?.source;
  const determination = determinations.find(({ id }) => id === source);
  const determined =
    determination === undefined
      ? null
      : { by: determination.decidedBy, from: determination.from.toISOString() };
  return { clause, value, undetermined, dependsOn, chain, determined };
}

/** Each role consents for what it answers for: a 区域 for its zone, a 課室 for its people, anybody else for the site. */
function needOf(anyOf: readonly Role[], zone: string, unit: string | null): Need {
  return {
    zone: anyOf.includes('zone-officer') ? zone : null,
    unit: anyOf.includes('section-officer') ? unit : null,
    anyOf,
  };
}
