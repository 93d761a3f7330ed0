import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingKnown } from '../../../src/zones/regulation/circumstances.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import { rowIds } from '../../../src/zones/regulation/row-ids.ts';
import { strictnessOf } from '../../../src/zones/regulation/strictness-of.ts';
import { deriveRequirement } from '../../oracle/derive-requirement.ts';
import {
  aControl,
  aDetermination,
  aMoment,
  aRuledZone,
  theLayers,
  unified,
} from '../../support/a-ruled-zone.ts';
import { anyFactsOf, anyRequirementFacts, type RequirementFacts } from '../../support/any-layers.ts';

const resolve = ({ row, zone, at, layers }: RequirementFacts) =>
  resolveRequirement(row, zone, at, nothingKnown, layers);

/** Rows that the lock of a whole room may stand for. */
const besideRow19 = ['t1r38', 't1r39', 't1r40', 't1r41'] as const;

describe('resolveRequirement', () => {
  it('tells the whole chain from the table to the control', () => {
    const layers = theLayers({ determinations: [aDetermination()] });
    const zone = aRuledZone({ class: 1, controls: [aControl()] });
    const { value, clause, chain } = resolveRequirement('t1r35', zone, aMoment, nothingKnown, layers);
    expect({ value, clause }).toEqual({ value: 'required', clause: '2.3.1.1(3)(a)(オ)' });
    expect(chain).toEqual([
      { layer: 'regulation', value: 'ministry-decides', source: 'unified-h24-draft:t1r35/1' },
      { layer: 'determination', value: 'not-required', source: 'determination', words: '付添いを求めない' },
      { layer: 'control', value: 'required', source: 'office', words: '個別に定める' },
    ]);
  });

  it('answers every row for every class, decided or not', () => {
    for (const zoneClass of [null, 0, 1, 2, 3, 4, 9]) {
      for (const row of rowIds) {
        const { value, chain } = resolveRequirement(
          row,
          aRuledZone({ class: zoneClass }),
          aMoment,
          nothingKnown,
          theLayers(),
        );
        expect(value).not.toBe('ministry-decides');
        expect(chain).toHaveLength(1);
      }
    }
  });

  it('agrees with the naive derivation', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const { value, undetermined } = resolve(facts);
        expect({ value, undetermined }).toEqual(deriveRequirement(facts));
      }),
      { numRuns: 5000 },
    );
  });

  it('is never loosened by a control', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const layers = { ...facts.layers, openings: [] };
        const { kind } = unified.rows[facts.row];
        const without = resolve({ ...facts, layers, zone: { ...facts.zone, controls: [] } }).value;
        const strictness = (value: typeof without): number => strictnessOf(kind, value) ?? -1;
        expect(strictness(resolve({ ...facts, layers }).value)).toBeGreaterThanOrEqual(strictness(without));
      }),
      { numRuns: 1000 },
    );
  });

  it('is strict while undetermined, whatever control or permit there is', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const { value, undetermined } = resolve(facts);
        fc.pre(undetermined);
        expect(value).toBe(unified.rows[facts.row].kind === 'measure' ? 'required' : 'forbidden');
      }),
    );
  });

  it('is explained by the last link of its chain', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const { value, undetermined, chain } = resolve(facts);
        const last = chain.at(-1)?.value;
        expect(last === value || (last === 'ministry-decides' && undetermined)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets ※4 hold where the naive derivation of row 19 says 要, and nowhere else', () => {
    fc.assert(
      fc.property(anyFactsOf(fc.constant('t1r19')), fc.constantFrom(...besideRow19), (facts, row) => {
        const { class: zoneClass, holdsProtectedSystems } = facts.zone;
        const { systems, surveys } = facts.layers;
        const registered = systems.some(
          ({ zone, handles }) => zone === facts.zone.id && handles.includes('protected-systems'),
        );
        const released = zoneClass === 2 && surveys.some(({ zone }) => zone === facts.zone.id);
        const holds = registered || (holdsProtectedSystems && !released);
        const marked = zoneClass !== null && zoneClass >= 2 && holds;
        const confirmed = deriveRequirement(facts).value === 'required';
        expect(resolve({ ...facts, row }).footnote).toBe(marked && confirmed ? '※4' : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('orders its chain by layer', () => {
    const order = ['regulation', 'register', 'determination', 'control', 'permit'];
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const layers = resolve(facts).chain.map(({ layer }) => order.indexOf(layer));
        expect(layers[0]).toBe(0);
        expect(layers).toEqual([...new Set(layers)].toSorted());
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        const { zone, layers } = facts;
        const reversed = {
          ...facts,
          zone: { ...zone, controls: zone.controls.toReversed() },
          layers: {
            ...layers,
            determinations: layers.determinations.toReversed(),
            openings: layers.openings.toReversed(),
          },
        };
        expect(resolve(reversed)).toEqual(resolve(facts));
      }),
      { numRuns: 1000 },
    );
  });

  it('waives no measure of any class in a zone without one', () => {
    fc.assert(
      fc.property(anyRequirementFacts, (facts) => {
        fc.pre(unified.rows[facts.row].kind === 'measure');
        const at = (zoneClass: number | null) =>
          resolve({
            ...facts,
            layers: { ...facts.layers, openings: [] },
            zone: { ...facts.zone, class: zoneClass },
          });
        // What must be at the boundary (行15) is a text, outside the order; it asks more than that there be something.
        const strictness = (zoneClass: number | null) => {
          const { value } = at(zoneClass);
          return value === 'text' ? Number.POSITIVE_INFINITY : (strictnessOf('measure', value) ?? -1);
        };
        for (const zoneClass of [0, 1, 2, 3]) {
          expect(strictness(null)).toBeGreaterThanOrEqual(strictness(zoneClass));
        }
      }),
      { numRuns: 5000 },
    );
  });
});
