import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Circumstances, nothingKnown } from '../../../src/zones/regulation/circumstances.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { Layers, Opening, RuledZone } from '../../../src/zones/regulation/layers.ts';
import type { Policy } from '../../../src/zones/regulation/policy.ts';
import type { Requirement } from '../../../src/zones/regulation/requirement.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { isDuring, type SiteHours } from '../../../src/zones/rules/is-during.ts';
import {
  aControl,
  aDetermination,
  aMoment,
  anOpening,
  aRuledZone,
  meti,
  theLayers,
  unified,
} from '../../support/a-ruled-zone.ts';

type Case = {
  readonly description: string;
  readonly clause: string;
  readonly facts: {
    readonly row: RowId;
    /** Absent = `unified-h24-draft`; `any` = the case holds under each package. */
    readonly policy?: 'meti-2019' | 'any';
    readonly zone: Partial<RuledZone>;
    readonly controls?: readonly Partial<RuledZone['controls'][number]>[];
    readonly determinations?: readonly Partial<Determination>[];
    readonly openings?: readonly Partial<Opening>[];
    readonly systems?: Layers['systems'];
    readonly surveys?: Layers['surveys'];
    /** RFC 3339; absent = the moment of the examples. */
    readonly at?: string;
    /** What is known of the case besides the hour. */
    readonly known?: Omit<Circumstances, 'isDuring'>;
    /** The site whose clock tells the hour; absent = the hour is not known. */
    readonly hours?: Pick<SiteHours, 'calendar' | 'schedules'>;
  };
  readonly want: Partial<Record<keyof Requirement, unknown>>;
};

const folder = new URL('../../cases/requirements/', import.meta.url);

const isInstant = /^\d{4}-\d{2}-\d{2}T/;

function parseCases(file: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'), (key, value) =>
    ['from', 'until'].includes(key) && isInstant.test(value) ? new Date(value) : value,
  ) as readonly Case[];
}

function packagesOf({ policy }: Case['facts']): readonly Policy[] {
  if (policy === 'any') return [unified, meti];
  return policy === undefined ? [unified] : [meti];
}

/** Each case under each package it is of. */
function casesOf(file: string) {
  return parseCases(file).flatMap((one) =>
    packagesOf(one.facts).map((policy) => ({ ...one, policy, by: policy.package })),
  );
}

function clockOf(hours: Case['facts']['hours'], at: Date): Circumstances {
  if (hours === undefined) return nothingKnown;
  const site = { ...hours, site: { timeZone: 'Asia/Tokyo' } };
  return { isDuring: (times) => isDuring(times, site, at) };
}

describe.each(readdirSync(folder))('requirements: %s', (file) => {
  it.each(casesOf(file))('$description ($clause, $by)', ({ facts, want, policy }) => {
    const controls = (facts.controls ?? []).map(({ from, until, ...control }) =>
      aControl({
        ...control,
        ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
        ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
      }),
    );
    const layers = theLayers({
      policy,
      determinations: (facts.determinations ?? []).map(aDetermination),
      openings: (facts.openings ?? []).map(anOpening),
      systems: facts.systems ?? [],
      surveys: facts.surveys ?? [],
    });
    const at = facts.at === undefined ? aMoment : new Date(facts.at);
    const requirement = resolveRequirement(
      facts.row,
      aRuledZone({ ...facts.zone, controls }),
      at,
      { ...facts.known, ...clockOf(facts.hours, at) },
      layers,
    );
    for (const [field, value] of Object.entries(want)) {
      expect({ ...requirement, footnote: requirement.footnote ?? null }).toHaveProperty(field, value);
    }
  });
});
