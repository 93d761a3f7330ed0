import { describe, expect, it } from 'vitest';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Track } from '../../../src/permits/rule/track-of.ts';
import { workRows } from '../../../src/works/plan/work-application.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { PersonKind } from '../../../src/zones/regulation/person-kinds.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

type Row = '47' | '48' | '49' | '50';
type Answers = Partial<Record<Row, Determination['value']>>;

/** Who works in a zone of which class, what was determined, and what then becomes of the plan and who decides it. */
const cases: readonly [PersonKind, 0 | 1 | 2 | 3, Answers, Track, number][] = [
  ['staff', 0, {}, 'free', 0],
  ['staff', 1, {}, 'undetermined', 1],
  ['staff', 2, { '47': 'not-required', '48': 'not-required' }, 'free', 0],
  ['staff', 2, { '47': 'required', '48': 'not-required' }, 'permission', 1],
  ['staff', 2, { '47': 'not-required' }, 'undetermined', 1],
  ['staff', 3, { '47': 'not-required', '48': 'required' }, 'permission', 1],
  ['staff', 3, { '49': 'not-required', '50': 'not-required' }, 'undetermined', 1],
  ['card-lent', 0, {}, 'free', 0],
  ['card-lent', 1, { '49': 'not-required', '50': 'not-required' }, 'free', 0],
  ['card-lent', 2, {}, 'undetermined', 1],
  ['card-lent', 2, { '49': 'required', '50': 'not-required' }, 'permission', 1],
  // The clause itself asks for an attendant in class 3: no determination takes that away.
  ['card-lent', 3, { '50': 'not-required' }, 'permission', 1],
  ['card-lent', 3, {}, 'undetermined', 1],
  ['visitor', 2, { '49': 'not-required', '50': 'required' }, 'permission', 1],
];

describe('the rule of a work', () => {
  it.each(cases)(
    'of %s in class %i with %o leaves the track %s',
    (kind, zoneClass, answers, track, needs) => {
      const determinations = Object.entries(answers).map(([row, value]) =>
        aDetermination({ id: row, row: `t1r${row}` as Determination['row'], zoneClass, value }),
      );
      const zones = [aRuledZone({ class: zoneClass })];
      const question = { asked: workRows(kind), zones, circumstances: { person: kind }, unit: null };
      const rule = tellRule(question, aMoment, theLayers({ determinations }));
      expect(rule.track).toBe(track);
      expect(rule.needs).toEqual(
        Array.from({ length: needs }, () => ({ zone: 'office', unit: null, anyOf: ['zone-officer'] })),
      );
      expect(new Set(rule.lines.map(({ clause }) => clause))).toEqual(new Set(['2.3.1.1(5)(a)']));
    },
  );
});
