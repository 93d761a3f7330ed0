import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Circumstances, nothingKnown } from '../../../src/zones/regulation/circumstances.ts';
import { restrictions } from '../../../src/zones/regulation/determination-clause.ts';
import { personKinds } from '../../../src/zones/regulation/person-kinds.ts';
import type { RequirementValue } from '../../../src/zones/regulation/requirement.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import { strictnessOf } from '../../../src/zones/regulation/strictness-of.ts';
import { deriveInEveryCase } from '../../oracle/derive-in-every-case.ts';
import { deriveRequirement } from '../../oracle/derive-requirement.ts';
import { unified } from '../../support/a-ruled-zone.ts';
import {
  anyClauses,
  anyConditionalFacts,
  type ConditionalFacts,
  circumstancesOf,
  determinedBy,
} from '../../support/any-clauses.ts';
import { anyRequirementFacts } from '../../support/any-layers.ts';

const resolve = ({ row, zone, at, layers }: ConditionalFacts, circumstances: Circumstances) =>
  resolveRequirement(row, zone, at, circumstances, layers);

const strictness = ({ row }: Pick<ConditionalFacts, 'row'>, value: RequirementValue): number =>
  strictnessOf(unified.rows[row].kind, value) ?? -1;

const runs = { numRuns: 1000 };

describe('a determination with clauses', () => {
  it('agrees with the naive derivation of every case that is possible', () => {
    fc.assert(
      fc.property(anyConditionalFacts, (facts) => {
        const { value, undetermined, dependsOn } = resolve(facts, circumstancesOf(facts));
        const derived = deriveInEveryCase(facts);
        expect(derived.values).toContain(value);
        expect({ undetermined, depends: dependsOn.length > 0 }).toEqual({
          undetermined: derived.undetermined,
          depends: derived.depends,
        });
      }),
      { numRuns: 5000 },
    );
  });

  it('changes nothing of a determination without any, whatever is known of the case', () => {
    fc.assert(
      fc.property(anyRequirementFacts, anyConditionalFacts, (facts, { known, site }) => {
        const circumstances = circumstancesOf({ ...facts, known, site });
        const { value, undetermined, dependsOn } = resolve({ ...facts, known, site }, circumstances);
        expect({ value, undetermined }).toEqual(deriveRequirement(facts));
        expect(dependsOn).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('is answered without circumstances at least as strictly as with any', () => {
    fc.assert(
      fc.property(anyConditionalFacts, (facts) => {
        const known = resolve(facts, circumstancesOf(facts));
        const unknown = resolve(facts, nothingKnown);
        expect(strictness(facts, unknown.value)).toBeGreaterThanOrEqual(strictness(facts, known.value));
      }),
      runs,
    );
  });

  it('is never loosened by forgetting one thing of the case', () => {
    const keys = ['person', 'purpose', 'part', 'conditions', 'isDuring'] as const;
    fc.assert(
      fc.property(anyConditionalFacts, fc.constantFrom(...keys), (facts, key) => {
        const known = circumstancesOf(facts);
        const [told, forgotten] = [resolve(facts, known), resolve(facts, { ...known, [key]: undefined })];
        expect(strictness(facts, forgotten.value)).toBeGreaterThanOrEqual(strictness(facts, told.value));
      }),
      runs,
    );
  });

  it('treats an unknown person no more loosely than one of any kind', () => {
    fc.assert(
      fc.property(anyConditionalFacts, fc.constantFrom(...personKinds), (facts, person) => {
        const known = circumstancesOf(facts);
        const [anybody, somebody] = [
          resolve(facts, { ...known, person: undefined }),
          resolve(facts, { ...known, person }),
        ];
        expect(strictness(facts, anybody.value)).toBeGreaterThanOrEqual(strictness(facts, somebody.value));
      }),
      runs,
    );
  });

  it('keeps as its value one that is at least as strict as each of its answers', () => {
    fc.assert(
      fc.property(anyConditionalFacts, (facts) => {
        const layers = { ...facts.layers, openings: [] };
        const zone = { ...facts.zone, controls: [] };
        const asToday = layers.determinations.map(({ clauses, ...rest }) => rest);
        const answer = resolve({ ...facts, zone, layers }, circumstancesOf(facts));
        const blind = resolve(
          { ...facts, zone, layers: { ...layers, determinations: asToday } },
          nothingKnown,
        );
        expect(strictness(facts, blind.value)).toBeGreaterThanOrEqual(strictness(facts, answer.value));
      }),
      runs,
    );
  });

  it('no longer depends on anything once it is told what it depends on', () => {
    const told: Required<Omit<Circumstances, 'brought'>> = {
      person: 'visitor',
      purpose: 'press',
      part: 'record',
      conditions: ['appointment'],
      isDuring: () => true,
    };
    const fields = {
      persons: 'person',
      purposes: 'purpose',
      part: 'part',
      times: 'isDuring',
      conditions: 'conditions',
    } as const;
    fc.assert(
      fc.property(anyConditionalFacts, (facts) => {
        const asked = resolve(facts, nothingKnown).dependsOn;
        const answers = Object.fromEntries(asked.map((one) => [fields[one], told[fields[one]]]));
        expect(resolve(facts, answers).dependsOn).toEqual([]);
      }),
      runs,
    );
  });

  it('answers by the first clause that matches, and names it in the chain', () => {
    fc.assert(
      fc.property(anyConditionalFacts, fc.boolean(), (facts, during) => {
        const { person = 'staff', purpose = 'none', part = 'none', conditions = [] } = facts.known;
        const known = { person, purpose, part, conditions, isDuring: () => during };
        const link = resolve(facts, known).chain.find(({ layer }) => layer === 'determination');
        fc.pre(link !== undefined);
        const { clauses = [] } = facts.layers.determinations.find(({ id }) => id === link.source) ?? {};
        const first = clauses.findIndex(
          (clause) =>
            (clause.persons?.includes(person) ?? true) &&
            (clause.purposes?.includes(purpose) ?? true) &&
            (clause.part ?? part) === part &&
            (clause.times === undefined || during) &&
            (clause.conditions ?? []).every((code) => conditions.includes(code)),
        );
        expect(link.matched).toEqual({ ...clauses[first], position: first + 1 });
      }),
      runs,
    );
  });

  it('never touches a cell that the tables fix', () => {
    const fixed = Object.values(unified.rows).flatMap((row) =>
      ([1, 2, 3] as const).flatMap((zoneClass) =>
        row.cells[zoneClass].value === 'ministry-decides' ? [] : [{ row, zoneClass }],
      ),
    );
    fc.assert(
      fc.property(
        anyConditionalFacts,
        fc.constantFrom(...fixed),
        anyClauses(unified.rows.t2r15),
        (facts, { row, zoneClass }, clauses) => {
          const zone = { ...facts.zone, class: zoneClass };
          const determinations = [determinedBy(row, clauses, { zoneClass })];
          const asked = { ...facts, row: row.id, zone };
          const clausal = resolve(
            { ...asked, layers: { ...facts.layers, determinations } },
            circumstancesOf(facts),
          );
          const without = resolve(
            { ...asked, layers: { ...facts.layers, determinations: [] } },
            nothingKnown,
          );
          expect(clausal).toEqual(without);
        },
      ),
      runs,
    );
  });

  it('speaks of restrictions in one order', () => {
    fc.assert(
      fc.property(anyConditionalFacts, (facts) => {
        const { dependsOn } = resolve(facts, circumstancesOf(facts));
        expect(dependsOn).toEqual(restrictions.filter((one) => dependsOn.includes(one)));
      }),
      runs,
    );
  });
});
