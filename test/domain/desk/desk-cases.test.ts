import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskDuties } from '../../../src/desk/check-in/desk-duties.ts';
import { judgeCheckIn } from '../../../src/desk/check-in/judge-check-in.ts';
import { keepsNames } from '../../../src/visitors/planning/keeps-names.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { type PersonKind, personKinds } from '../../../src/zones/regulation/person-kinds.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { aDetermination, aMoment, theLayers } from '../../support/a-ruled-zone.ts';

const classes = { '0': 0, '1': 1, '2': 2, '3': 3, undecided: null } as const;
type ClassWritten = keyof typeof classes;

/** One legal case of test/cases/desk: a row and whom it is asked of, with what is wanted in a zone of each class. */
type DeskCase = {
  readonly description: string;
  readonly clause: string;
  readonly facts: {
    readonly row: RowId;
    readonly person: PersonKind;
    /** All is done at the desk but this; absent = all. */
    readonly undone?: 'named' | 'worn';
    readonly determinations?: readonly Partial<Determination>[];
  };
  /**
   * The value of the row; `undetermined`; of a visitor what holds them, as `code@row`, and `names-kept` where the row is that of the
   * record.
   */
  readonly want: Readonly<Record<ClassWritten, readonly string[]>>;
};

const folder = new URL('../../cases/desk/', import.meta.url);
const cases = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly DeskCase[],
);

function answered({ facts }: DeskCase, zoneClass: number | null): readonly string[] {
  const { row, person, undone } = facts;
  const layers = theLayers({ determinations: (facts.determinations ?? []).map(aDetermination) });
  const zone = aZone({ id: 'room', class: zoneClass });
  const circumstances = { person, purpose: 'meeting', conditions: [] };
  const { value, undetermined } = resolveRequirement(row, zone, aMoment, circumstances, layers);
  const told = [value, ...(undetermined ? ['undetermined'] : [])];
  if (person !== 'visitor') return told;
  const { stops } = judgeCheckIn({
    zones: deskDuties([zone], aMoment, circumstances, layers, []),
    identified: true,
    identityZoneIds: ['room'],
    reviewedZoneIds: ['room'],
    named: undone !== 'named',
    hasZones: true,
    worn: undone !== 'worn',
    inspected: true,
  });
  const plan = aPlan({ zones: [zone] });
  const kept = row === 't1r29' && keepsNames(['room'], 'meeting', aMoment, { plan, layers });
  return [...told, ...stops.map((lack) => `${lack.code}@${lack.row}`), ...(kept ? ['names-kept'] : [])];
}

describe('the legal cases of the desk', () => {
  it.each(cases)('$description ($clause)', (one) => {
    const all = Object.entries(classes).map(([written, zoneClass]) => [written, answered(one, zoneClass)]);
    expect(Object.fromEntries(all)).toEqual(one.want);
  });

  it('ask each row of whomever it is about', () => {
    const asked = new Set(cases.map(({ facts }) => `${facts.row} ${facts.person}`));
    expect([...asked].toSorted()).toEqual(
      [
        't1r28 card-lent',
        't1r29 courier',
        't1r29 visitor',
        ...personKinds.flatMap((kind) => [`t1r36 ${kind}`, `t2r3 ${kind}`]),
      ].toSorted(),
    );
  });
});
