import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { permitStateOfTrack } from '../../../src/permits/applying/permit-state-of-track.ts';
import type { Approvers } from '../../../src/permits/rule/approvers.ts';
import type { Need } from '../../../src/permits/rule/rule-told.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Circumstances } from '../../../src/zones/regulation/circumstances.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { Opening, RuledZone } from '../../../src/zones/regulation/layers.ts';
import { type Policy, ruledClassOf } from '../../../src/zones/regulation/policy.ts';
import { readPolicyFile } from '../../../src/zones/regulation/read-policy-file.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
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
import { appliedRows } from '../../support/applied-rows.ts';

/** What becomes of an application: the way it is let begin, what it is when it arrived, and whose consents it takes. */
type Answer = {
  readonly track: string;
  readonly answer: 'filed' | 'requested' | 'refused';
  /** Each who may give one of them: `system-officer or section-officer of somu`. */
  readonly approvers: readonly string[];
};

/** What is applied for under the row, where, in which case, and what else is in force there. Of an instant RFC 3339. */
type Facts = Omit<Circumstances, 'isDuring'> & {
  readonly class?: number | null;
  readonly zone?: Partial<RuledZone>;
  readonly outside?: true;
  readonly besides?: Approvers;
  readonly unit?: string | null;
  readonly opens?: Opening['kind'];
  /** In force since the beginning of the year, of this row, class and organisation, unless it says otherwise. */
  readonly determinations?: readonly DeterminationFacts[];
  readonly controls?: readonly Partial<RuledZone['controls'][number]>[];
  readonly openings?: readonly (Omit<Partial<Opening>, 'until'> & { readonly until?: string })[];
};

type DeterminationFacts = Omit<Partial<Determination>, 'from' | 'until' | 'heldBy'> & {
  readonly from?: string;
  readonly until?: string;
  /** Until when another body confirmed it. */
  readonly heldUntil?: string;
};

type RowCases = {
  readonly row: RowId;
  readonly clause: string;
  readonly about: string;
  /** What the tables say of each class; 4 and above are read as 3, `null` is 未決定. */
  readonly regulation: readonly (Answer & {
    readonly classes: readonly (number | null)[];
    readonly asks: string;
  })[];
  /** What becomes of it where the ministry determines the class, each value that the row offers. */
  readonly determined: readonly (Answer & { readonly value: Determination['value'] })[];
  readonly cases: readonly { readonly description: string; readonly facts: Facts; readonly want: Answer }[];
};

const folder = new URL('../../cases/permits/', import.meta.url);

function casesOf(name: string): readonly RowCases[] {
  const ofPackage = new URL(`${name}/`, folder);
  return readdirSync(ofPackage).map(
    (file) => JSON.parse(readFileSync(new URL(file, ofPackage), 'utf8')) as RowCases,
  );
}

const unit = 'somu';

function told(policy: Policy, row: RowId, facts: Facts) {
  const { class: zoneClass = 0, zone, outside, besides, opens, part, person, purpose, conditions } = facts;
  const controls = (facts.controls ?? []).map((control) => aControl({ row, ...control }));
  const layers = theLayers({
    policy,
    determinations: (facts.determinations ?? []).map((one, index) =>
      determination(row, zoneClass, one, index),
    ),
    openings: (facts.openings ?? []).map(({ until, ...one }) =>
      anOpening({ row, ...one, ...(until === undefined ? {} : { until: new Date(until) }) }),
    ),
  });
  const asked = {
    row,
    ...(part === undefined ? {} : { part }),
    ...(outside === undefined ? {} : { outside }),
    ...(besides === undefined ? {} : { besides }),
  };
  const question = {
    asked: [asked],
    zones: outside ? [] : [aRuledZone({ class: zoneClass, ...zone, controls })],
    circumstances: { person, purpose, conditions },
    unit: facts.unit === undefined ? unit : facts.unit,
    opens,
  };
  return tellRule(question, aMoment, layers);
}

function determination(
  row: RowId,
  zoneClass: number | null,
  { from, until, heldUntil, ...one }: DeterminationFacts,
  index: number,
): Determination {
  const ofClass = zoneClass === null ? 3 : ruledClassOf(zoneClass);
  return aDetermination({
    id: `determination-${index}`,
    row,
    zoneClass: ofClass,
    value: 'forbidden',
    ...one,
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(until === undefined ? {} : { until: new Date(until) }),
    ...(heldUntil === undefined ? {} : { heldBy: { ...heldBy, until: new Date(heldUntil) } }),
  });
}

const heldBy = { body: '管理官庁', document: '覚書', confirmedBy: '甲', confirmedOn: '2026-03-31' };

function answerOf({ track, needs }: ReturnType<typeof tellRule>, opens?: Opening['kind']): Answer {
  const approvers = needs.map(written);
  return { track, answer: permitStateOfTrack(track, opens) ?? 'refused', approvers };
}

function written({ anyOf, ...scope }: Need): string {
  const of = [scope.zone, scope.unit].filter((one) => one !== null);
  return [anyOf.join(' or '), ...of.map((one) => `of ${one}`)].join(' ');
}

const answer = ({ track, answer, approvers }: Answer): Answer => ({ track, answer, approvers });

/** The rows that are applied for and stand in the document of a package itself. */
function ownRows(name: string): readonly RowId[] {
  const { rows } = readPolicyFile(name) as { readonly rows: readonly { readonly id: RowId }[] };
  return appliedRows.filter((row) => rows.some(({ id }) => id === row));
}

describe.each([unified, meti])('the cases of what is applied for by $package', (policy) => {
  const rows = casesOf(policy.package);

  it('are there for every row that it says', () => {
    expect(rows.map(({ row }) => row).toSorted()).toEqual(ownRows(policy.package).toSorted());
    for (const { row, clause } of rows) expect(policy.rows[row].clause).toBe(clause);
  });

  it('name every class and every value of their row', () => {
    for (const { row, regulation, determined } of rows) {
      expect(regulation.flatMap(({ classes }) => classes)).toHaveLength(6);
      expect(determined.map(({ value }) => value)).toEqual(policy.rows[row].choices ?? []);
    }
  });
});

const everyCase = [unified, meti].flatMap((policy) =>
  casesOf(policy.package).map((cases) => ({ policy, name: policy.package, ...cases })),
);

describe.each(everyCase)('$name $row, $about ($clause)', ({ policy, row, regulation, determined, cases }) => {
  const byClass = regulation.flatMap(({ classes, ...one }) =>
    classes.map((zoneClass) => ({ ...one, class: zoneClass })),
  );

  it.each(byClass)('asks $asks in class $class: $track', ({ class: zoneClass, asks, ...want }) => {
    const rule = told(policy, row, { class: zoneClass });
    expect(rule.lines[0]?.chain.map(({ value }) => value)).toEqual([asks]);
    expect(answerOf(rule)).toEqual(answer(want));
  });

  const isLeft = ({ class: zoneClass, asks }: (typeof byClass)[number]) =>
    asks === 'ministry-decides' && zoneClass !== null;
  const left = byClass.filter(isLeft);
  it.each(left.flatMap((of) => determined.map((one) => ({ ...one, class: of.class }))))(
    'where class $class is determined $value: $track',
    ({ class: zoneClass, value, ...want }) => {
      const rule = told(policy, row, { class: zoneClass, determinations: [{ value }] });
      expect(answerOf(rule)).toEqual(answer(want));
      const from = '2025-12-31T15:00:00.000Z';
      expect(rule.lines[0]).toMatchObject({ value, determined: { by: 'ciso', from } });
    },
  );

  it.each(byClass.filter((of) => !isLeft(of)))(
    'hears no determination in class $class',
    ({ class: zoneClass, ...want }) => {
      for (const value of ['forbidden', 'required', 'not-required'] as const) {
        const rule = told(policy, row, { class: zoneClass, determinations: [{ value }] });
        expect(answerOf(rule)).toEqual(answer(want));
      }
    },
  );

  it.each(cases)('$description', ({ facts, want }) => {
    expect(answerOf(told(policy, row, facts), facts.opens)).toEqual(want);
  });
});
